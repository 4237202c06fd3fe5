package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.jangteo.TestShop;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shop page full of things, in each width, in both colours and both languages. */
@Tag("slow")
class ShopLooksTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    static Stream<Look> looks() {
        return Look.pairs().stream();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_busy_shopper_finds_everything(Look look) {
        long user = SHOP.user("아주긴이름의손님이라도괜찮습니다", 500_000);
        long rice = SHOP.product("유기농으로정성껏기른햅쌀특대용량이십킬로그램", 138_900, 20);
        SHOP.product("품절된 것", 1_000, 0);
        SHOP.issue(SHOP.coupon(1_000, 3), user);
        SHOP.pay(SHOP.order(user, rice, 1), user);
        SHOP.order(user, rice, 2);
        Window window = BROWSER.open(SHOP, "/", look);
        window.page().evaluate("() => localStorage.setItem('user', '1')");
        window.page().reload();
        window.page().locator("#products .add").click();
        assertThat(window.page().locator("#cart .cart-lines li")).hasCount(1);
        assertThat(window.page().locator("#orders .order")).hasCount(2);
        assertThat(window.page().locator("#history canvas")).isVisible();
        assertThat(window.page().locator("#balance")).hasText(look.isEnglish() ? "361,100 won" : "361,100원");
        window.assertAccessible();
        window.assertNoSidewaysScroll();
        window.assertWholeAmounts();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void an_empty_shop_is_one_sentence_without_empty_cards(Look look) {
        Window window = BROWSER.open(SHOP, "/", look);
        assertThat(window.page().locator("#products"))
                .hasText(
                        look.isEnglish()
                                ? "This shop has no products yet. Fill it in the back office"
                                : "아직 상품이 없는 장터입니다. 관리 페이지에서 채우기");
        assertThat(window.page().locator("#products a")).hasAttribute("href", "/office");
        assertThat(window.page().locator(".sections")).hasCount(0);
        assertThat(window.page().locator(".card")).hasCount(2);
        for (Locator card : window.page().locator(".card").all()) {
            assertThat(card).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        }
        window.assertAccessible();
        window.button(look.isEnglish() ? "Choose a user" : "사용자 고르기").click();
        assertThat(window.page().locator("#who-dialog"))
                .containsText(look.isEnglish() ? "There are no users yet." : "아직 사용자가 없습니다.");
        window.assertAccessible();
    }

    @Test
    void a_user_of_an_empty_shop_can_charge_and_the_first_product_brings_the_rest() {
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(0));
        page.says("#orders", "아직 주문이 없습니다.");
        page.find("#charge-amount").fill("7000");
        assertThat(page.find("#cart")).hasCount(0);
        SHOP.product("콩나물", 1_800, 20);
        assertThat(page.find("#cart")).isVisible();
        assertThat(page.find("#charge-amount")).hasValue("7000");
        assertThat(page.find("#charge-amount")).isFocused();
    }

    @Test
    void where_nothing_was_sold_and_no_coupon_is_offered_no_large_card_is_empty() {
        SHOP.product("콩나물", 1_800, 20);
        Window window = BROWSER.open(SHOP, "/", Look.phone());
        for (String part : List.of("#popular", "#coupons", "#cart .card", "#orders", "#history")) {
            Locator card = window.page().locator(part);
            assertThat(card.locator(".empty").first()).isVisible();
            assertThat(card.boundingBox().height).as(part).isLessThan(270);
        }
    }

    @Test
    void the_language_changes_at_once() {
        SHOP.product("콩나물", 1_800, 20);
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        window.button("English").click();
        for (String title : List.of("Popular products", "Coupons", "Products", "Cart", "My orders", "Point history")) {
            assertThat(window.page()
                            .getByRole(
                                    AriaRole.HEADING,
                                    new GetByRoleOptions().setName(title).setExact(true)))
                    .isVisible();
        }
        assertThat(window.page().locator("#products")).containsText("20 left");
    }

    @Test
    void what_was_refused_is_said_in_the_new_language_too() {
        long user = SHOP.user(0);
        long product = SHOP.product("콩나물", 1_800, 5);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.charge("999");
        page.refuses("#me", "한 번에 1,000원부터 충전할 수 있습니다.");
        page.add("콩나물");
        page.find("#line-" + product).fill("6");
        page.find("#line-" + product).press("Tab");
        page.in("#cart", "주문하기").click();
        page.refuses("#cart", "재고가 부족합니다: 콩나물");
        page.window().button("English").click();
        page.refuses("#me", "A charge must be at least 1,000 won.");
        page.refuses("#cart", "There is not enough of 콩나물 in stock: 5 left");
        assertThat(page.find("#charge-amount")).hasValue("999");
        SHOP.admin().post("/admin/reset");
        page.refuses("#me", "You cannot shop as user 1: There is no such user.");
    }

    @Test
    void on_a_phone_a_bar_leads_to_the_cart() {
        SHOP.user(10_000);
        SHOP.product("콩나물", 1_800, 20);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.phone());
        page.choose(1);
        page.add("콩나물");
        page.in("#cart", "콩나물 하나 더하기").click();
        assertThat(page.find(".cart-bar")).hasText("장바구니 2개 · 3,600원");
        page.find(".cart-bar").click();
        assertThat(page.find("#cart-title")).isInViewport();
    }
}
