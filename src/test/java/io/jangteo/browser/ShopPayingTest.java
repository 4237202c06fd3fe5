package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.jangteo.TestShop;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The moments around an order: what is pressed, what is said of it, and what stays in the cart. */
@Tag("slow")
class ShopPayingTest {
    /** Of the words on a button with its ground, by WCAG. */
    private static final String CONTRAST = """
            (button) => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const light = (colour) => {
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
                  .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
              };
              const { color, backgroundColor } = getComputedStyle(button);
              const [one, other] = [light(color), light(backgroundColor)];
              return Math.max(one, other) / Math.min(one, other);
            }""";

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    static Stream<Look> themes() {
        return Stream.of(Look.desk(), Look.desk().dark());
    }

    @ParameterizedTest
    @MethodSource("themes")
    void a_busy_button_says_what_it_does_and_can_be_read(Look look) {
        SHOP.product("콩나물", 1_800, 20);
        SHOP.user(50_000);
        ShopPage page = ShopPage.open(BROWSER, SHOP, look);
        page.choose(1);
        page.add("콩나물");
        CompletableFuture<Route> held = new CompletableFuture<>();
        page.window().page().route("**/api/v1/orders", held::complete);
        page.in("#cart", "주문하기").click();
        Locator button = page.in("#cart", "주문하는 중…");
        assertThat(button).isVisible();
        button.hover();
        // Colours change slowly, unless the reader asks for less motion, as the tests do.
        assertThat((Double) button.evaluate(CONTRAST)).isGreaterThan(4.5);
        held.join().resume();
        assertThat(page.find("#orders .order")).isFocused();
        page.window().page().route("**/payment", route -> {});
        page.in("#orders", "1,800원 결제").click();
        assertThat(page.in("#orders", "결제하는 중…")).isVisible();
        assertThat(page.in("#orders", "주문 취소")).isVisible();
    }

    @Test
    void a_refusal_clears_the_messages_of_what_went_well_before() {
        SHOP.product("쌀", 38_900, 5);
        SHOP.user(0);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.phone());
        page.choose(1);
        page.add("쌀");
        Locator order = page.order();
        page.says("#toasts", "1번 주문을 받았습니다.");
        page.in(order, "38,900원 결제").click();
        page.refuses("#orders", "38,900원이 필요한데 잔액은 0원입니다.");
        assertThat(page.find(".toast")).hasCount(0);
    }

    @Test
    void a_message_stays_three_seconds_and_is_alone_on_a_phone() {
        SHOP.product("콩나물", 1_800, 20);
        SHOP.product("달걀", 9_900, 20);
        SHOP.user(0);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.phone());
        page.window().page().clock().install();
        page.window().page().reload();
        page.choose(1);
        page.add("콩나물");
        page.add("달걀");
        assertThat(page.find(".toast")).hasText("달걀 1개를 담았습니다.");
        page.window().page().clock().fastForward(3_000);
        assertThat(page.find(".toast")).hasCount(0);
    }

    @Test
    void what_a_guest_pressed_is_done_once_there_is_a_user() {
        SHOP.product("콩나물", 1_800, 20);
        SHOP.coupon(1_000, 10);
        SHOP.user("김하나", 0);
        SHOP.user("박두리", 0);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        page.add("콩나물");
        page.in("#who-dialog", "김하나").click();
        page.says("#cart", "콩나물");
        page.says("#toasts", "콩나물 1개를 담았습니다.");
        page.in("#me", "나가기").click();
        page.take("쿠폰");
        page.in("#who-dialog", "박두리").click();
        page.says("#coupons .offer-take", "1번째로 받음");
        page.says("#cart", "장바구니가 비어 있습니다.");
    }

    @Test
    void what_a_guest_pressed_is_forgotten_if_the_dialog_is_closed() {
        SHOP.product("콩나물", 1_800, 20);
        SHOP.user(0);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        page.add("콩나물");
        page.in("#who-dialog", "닫기").click();
        page.choose(1);
        page.says("#cart", "장바구니가 비어 있습니다.");
    }

    @Test
    void the_dialog_begins_at_the_users() {
        SHOP.user("김하나", 0);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        page.openDialog();
        assertThat(page.in("#who-dialog", "김하나")).isFocused();
    }

    @Test
    void a_refusal_goes_when_the_server_answers_again() {
        SHOP.user(0);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, 1);
        page.window().expecting("net::ERR_INTERNET_DISCONNECTED");
        page.window().page().context().setOffline(true);
        page.charge("5000");
        assertThat(page.find("#error-charge")).containsText("서버가 응답하지 않습니다.");
        page.window().page().context().setOffline(false);
        assertThat(page.find("#me [role=alert]")).hasCount(0);
        assertThat(page.find("#charge-amount")).hasValue("5000");
    }

    @Test
    void missing_points_are_said_until_they_are_there() {
        SHOP.product("쌀", 38_900, 5);
        long user = SHOP.user(0);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.add("쌀");
        page.in(page.order(), "38,900원 결제").click();
        page.refuses("#orders", "38,900원이 필요한데 잔액은 0원입니다.");
        SHOP.admin(java.util.Map.of("amount", 40_000, "reason", "선물")).post("/admin/users/{id}/points/adjust", user);
        assertThat(page.find("#orders [role=alert]")).hasCount(0);
    }

    @Test
    void all_windows_have_one_cart_and_the_last_one_to_close_leaves_it() {
        SHOP.product("콩나물", 1_800, 20);
        SHOP.product("달걀", 9_900, 20);
        SHOP.user(0);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, 1);
        page.add("콩나물");
        Page other = page.window().page().context().newPage();
        other.navigate(page.window().page().url());
        assertThat(other.locator("#cart")).containsText("콩나물");
        other.locator("#products .product", new Page.LocatorOptions().setHasText("달걀"))
                .getByRole(com.microsoft.playwright.options.AriaRole.BUTTON)
                .last()
                .click();
        page.says("#cart", "달걀");
        other.close();
        page.window().page().navigate("about:blank");
        page.window().page().navigate(SHOP.baseUrl() + "/");
        page.says("#cart", "11,700원");
    }

    @Test
    void no_more_can_be_added_than_there_is() {
        long product = SHOP.product("프라이팬", 27_900, 3);
        SHOP.user(0);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, 1);
        for (int i = 0; i < 3; i++) {
            page.add("프라이팬");
        }
        assertThat(page.find("#products [role=alert]")).hasCount(0);
        page.add("프라이팬");
        page.refuses("#products", "남은 수량은 3개인데, 장바구니에 이미 3개가 있습니다.");
        assertThat(page.find(".toast")).hasCount(0);
        assertThat(page.find("#line-" + product)).hasValue("3");
        page.window().assertAccessible("#products");
        page.in("#cart", "프라이팬 하나 빼기").click();
        assertThat(page.find("#products [role=alert]")).hasCount(0);
        page.add("프라이팬");
        assertThat(page.find("#line-" + product)).hasValue("3");
    }

    @Test
    void a_coupon_says_first_what_it_takes_off() {
        SHOP.product("콩나물", 1_800, 20);
        long user = SHOP.user(0);
        SHOP.issue(SHOP.coupon(1_000, 10), user);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.add("콩나물");
        assertThat(page.find("#cart-coupon option").nth(1)).hasText("−1,000원 · 쿠폰");
    }
}
