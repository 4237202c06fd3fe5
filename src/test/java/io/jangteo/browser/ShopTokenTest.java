package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.jangteo.TestShop;
import io.jangteo.config.Charges;
import io.jangteo.config.Config;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shop page of a shop that asks shoppers for their token. */
@Tag("slow")
class ShopTokenTest {
    @RegisterExtension
    static final TestShop SHOP =
            TestShop.with(settings -> settings.auth(Config.Auth.TOKEN).charges(Charges.SHOPPER));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @RegisterExtension
    static final TestShop SHOP_CHARGES = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    private static final String WRONG_TOKEN = "이 번호의 토큰이 아니거나, 기한이 지났거나, 가게가 새로 시작되기 전의 토큰입니다.";
    /** The account, the coupons, the orders and the history. */
    private static final int PARTS_OF_A_USER = 4;

    @Test
    void a_number_and_its_token_open_the_account() {
        long user = SHOP.user("김하나", 3_000);
        long other = SHOP.user("이두리", 0);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        page.says("#me", "사용자 번호와 토큰을 입력하면");
        page.openDialog();
        enter(page, user, "wrong");
        page.refuses("#who-dialog", WRONG_TOKEN);
        enter(page, user, "토큰");
        page.refuses("#who-dialog", WRONG_TOKEN);
        enter(page, user, token(other));
        page.refuses("#who-dialog", WRONG_TOKEN);
        page.window().assertAccessible();
        enter(page, user, token(user));
        page.says("#me", "김하나 님");
        page.charge("5000");
        assertThat(page.find("#balance")).hasText("8,000원");
        page.window().page().reload();
        page.says("#me", "김하나 님");
        assertThat(page.window()
                        .page()
                        .evaluate("() => JSON.stringify(localStorage)")
                        .toString())
                .doesNotContain("token");
    }

    @Test
    void a_shop_that_began_anew_says_that_the_token_no_longer_counts_and_asks_no_more() {
        long user = SHOP.user("김하나", 3_000);
        Window window = BROWSER.open(SHOP, "/#user=" + user + "&token=" + token(user), Look.desk());
        Page page = window.page();
        assertThat(page.locator("#balance")).hasText("3,000원");
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        page.onResponse(response -> {
            refused.addAndGet(response.status() == 401 ? 1 : 0);
            looks.addAndGet(response.url().endsWith("/api/v1/shop") ? 1 : 0);
        });
        json(SHOP.admin().post("/admin/reset"), 200);
        SHOP.user("이두리", 9_000);
        assertThat(page.locator("#me")).containsText(WRONG_TOKEN);
        assertThat(page.locator("#me")).not().containsText("이두리");
        int asked = refused.get();
        assertThat(asked).isBetween(1, PARTS_OF_A_USER);
        int seen = looks.get();
        // The page has looked again, and at a shop that has changed.
        SHOP.product("사과", 3_000, 10);
        assertThat(page.locator("#products")).containsText("사과");
        page.waitForCondition(() -> looks.get() > seen + 1);
        assertThat(refused).hasValue(asked);
        assertThat(page.locator("#me")).containsText(WRONG_TOKEN);
    }

    @Test
    void a_token_in_the_address_is_taken_out_of_it_at_once() {
        long user = SHOP.user("김하나", 3_000);
        Window window = BROWSER.open(SHOP, "/#user=" + user + "&token=" + token(user), Look.desk());
        assertThat(window.page().locator("#balance")).hasText("3,000원");
        assertThat(window.page().url()).isEqualTo(SHOP.baseUrl() + "/");
        window.page().evaluate("location.hash = 'token=alone'");
        assertThat(window.page()).hasURL(SHOP.baseUrl() + "/");
        assertThat(window.page().locator("#balance")).hasText("3,000원");
    }

    @Test
    void another_window_without_the_token_is_a_guest_and_leaves_the_user_alone() {
        long user = SHOP.user("김하나", 3_000);
        Window window = BROWSER.open(SHOP, "/#user=" + user + "&token=" + token(user), Look.desk());
        assertThat(window.page().locator("#balance")).hasText("3,000원");
        String stored = stored(window.page());
        Page other = window.page().context().newPage();
        AtomicInteger asked = new AtomicInteger();
        other.onRequest(request -> asked.addAndGet(request.url().contains("/users/") ? 1 : 0));
        other.navigate(SHOP.baseUrl() + "/");
        assertThat(other.locator("#me")).containsText("링크를 받으셨다면 이 탭에서 열어 주세요.");
        SHOP.product("두부", 2_000, 10);
        assertThat(other.locator("#products")).containsText("두부");
        assertThat(other.locator("[role=alert]")).hasCount(0);
        assertThat(asked).hasValue(0);
        assertThat(stored(other)).isEqualTo(stored);
        window.page().reload();
        assertThat(window.page().locator("#balance")).hasText("3,000원");
    }

    @Test
    void a_shop_that_charges_itself_offers_no_charge() {
        long user = SHOP_CHARGES.user("김하나", 3_000);
        SHOP_CHARGES.product("쌀", 38_900, 5);
        ShopPage page = ShopPage.open(BROWSER, SHOP_CHARGES, Look.desk());
        page.openDialog();
        enter(page, user, token(SHOP_CHARGES, user));
        page.says("#me", "충전은 가게에서 해 드립니다.");
        assertThat(page.find("#balance")).hasText("3,000원");
        assertThat(page.find("#me form, #me .quick, #charge-bounds")).hasCount(0);
        page.window().assertAccessible("#me");
        page.add("쌀");
        Locator order = page.order();
        page.in(order, "38,900원 결제").click();
        page.refuses("#orders", "38,900원이 필요한데 잔액은 3,000원입니다. 가게에 충전을 부탁해 주세요.");
        assertThat(page.find("#orders")).not().containsText("충전하기");
    }

    private static String stored(Page page) {
        return page.evaluate("() => JSON.stringify(localStorage)").toString();
    }

    private static void enter(ShopPage page, long user, String token) {
        page.find("#who-token").fill(token);
        page.enter(String.valueOf(user));
    }

    private static String token(long user) {
        return token(SHOP, user);
    }

    private static String token(TestShop shop, long user) {
        return shop.admin(Map.of("userId", user, "ttlSeconds", 600))
                .post("/admin/tokens")
                .text("token");
    }
}
