package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shopper's way through the shop page. */
@Tag("slow")
class ShopPageTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void a_shopper_charges_takes_a_coupon_orders_pays_and_is_refunded() {
        long user = SHOP.user("김하나", 0);
        SHOP.product("콩나물", 1_800, 20);
        SHOP.product("달걀", 9_900, 20);
        SHOP.coupon(Map.of("type", "PERCENT", "percent", 50, "maxAmount", 6_000), 20, 7);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        page.openDialog();
        page.in("#who-dialog", "김하나").click();
        page.says("#me", "김하나 님");
        page.charge("20,000");
        assertThat(page.find("#balance")).hasText("20,000원");
        page.take("쿠폰");
        page.says("#toasts", "1번째로 받았습니다!");
        page.says("#coupons", "20장 중 19장 남음");
        page.add("콩나물");
        page.add("달걀");
        page.in("#cart", "콩나물 하나 더하기").click();
        page.find("#cart-coupon").selectOption(new SelectOption().setIndex(1));
        page.says("#cart .sums", "−6,000원");
        page.says("#cart .sums", "7,500원");
        Locator order = page.order();
        assertThat(order).containsText("결제 대기");
        assertThat(order.locator("shop-countdown")).hasText(Pattern.compile("(30|29):\\d\\d 안에 결제해 주세요\\."));
        page.says("#cart", "장바구니가 비어 있습니다.");
        page.in(order, "7,500원 결제").click();
        assertThat(order.locator(".badge")).hasText("결제됨");
        assertThat(page.find("#balance")).hasText("12,500원");
        assertThat(page.find("#history .entries li").first()).containsText("−7,500원");
        page.says("#coupons .my-coupons", "사용함");
        page.in(order, "환불").click();
        page.window().assertAccessible();
        page.in("#refund-dialog", "환불하기").click();
        assertThat(order.locator(".badge")).hasText("환불됨");
        assertThat(page.find("#balance")).hasText("20,000원");
        assertThat(page.find("#history .entries li").first()).containsText("+7,500원");
        page.says("#coupons .my-coupons", "사용 가능");
        assertThat(SHOP.pointsOf(user)).isEqualTo(20_000);
    }

    @Test
    void what_was_chosen_and_put_into_the_cart_outlives_a_reload() {
        SHOP.user("박하나", 0);
        long second = SHOP.user("김두리", 0);
        SHOP.product("콩나물", 1_800, 20);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, second);
        page.add("콩나물");
        page.window().page().reload();
        page.says("#me", "김두리 님");
        page.says("#cart", "콩나물");
        page.in("#me", "나가기").click();
        page.says("#me", "아직 누구로 장을 볼지 고르지 않았습니다.");
        page.says("#cart", "장바구니가 비어 있습니다.");
    }

    @Test
    void a_cancelled_order_gives_its_stock_back() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("콩나물", 1_800, 1);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.add("콩나물");
        Locator order = page.order();
        page.says("#products", "품절");
        page.in(order, "주문 취소").click();
        assertThat(order.locator(".badge")).hasText("취소됨");
        page.says("#products", "1개만 남았습니다");
        assertThat(SHOP.stockOf(product)).isOne();
    }

    @Test
    void a_coupon_below_its_minimum_cannot_be_chosen_and_says_why() {
        long user = SHOP.user(50_000);
        SHOP.product("콩나물", 1_800, 20);
        long coupon = SHOP.admin(Map.of(
                        "name",
                        "큰 장보기",
                        "discount",
                        Map.of("type", "FIXED", "amount", 1_000),
                        "minOrderAmount",
                        3_600,
                        "quantity",
                        5,
                        "validDays",
                        1))
                .post("/admin/coupons")
                .number("id");
        SHOP.issue(coupon, user);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.add("콩나물");
        Locator option = page.find("#cart-coupon option").nth(1);
        assertThat(option).isDisabled();
        assertThat(option).hasText("큰 장보기 (3,600원 이상 주문 시)");
        page.in("#cart", "콩나물 하나 더하기").click();
        assertThat(option).isEnabled();
        page.find("#cart-coupon").selectOption(new SelectOption().setIndex(1));
        page.says("#cart .sums", "2,600원");
        page.in("#cart", "콩나물 하나 빼기").click();
        page.says("#cart", "3,600원 이상 담아야 쓸 수 있어");
        assertThat(page.find("#cart .sums")).not().containsText("할인");
    }

    @Test
    void the_popular_products_of_three_days_can_be_put_into_the_cart() {
        long user = SHOP.user(500_000);
        long product = SHOP.product("콩나물", 1_800, 20);
        SHOP.product("달걀", 9_900, 20);
        SHOP.pay(SHOP.order(user, product, 4), user);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.says("#popular", "팔린 상품이 없습니다.");
        SHOP.advance(Duration.ofDays(1));
        page.says("#popular .ranks", "4개 판매");
        assertThat(page.find("#popular shop-chart canvas")).isVisible();
        page.in("#popular", "콩나물 담기").click();
        page.says("#cart", "1,800원");
    }

    @Test
    void products_are_found_by_name() {
        SHOP.product("콩나물", 1_800, 20);
        SHOP.product("달걀", 9_900, 0);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        assertThat(page.find("#products .product:not(.waiting)")).hasCount(2);
        page.find("#product-search").fill("달");
        assertThat(page.find("#products .product")).hasCount(1);
        assertThat(page.find("#products .product")).hasText(Pattern.compile("달걀.*품절", Pattern.DOTALL));
        assertThat(page.in("#products", "품절")).isDisabled();
        page.find("#product-search").fill("없는");
        page.says("#products", "찾는 이름의 상품이 없습니다.");
    }

    @Test
    void a_product_is_found_though_a_hundred_come_before_it() {
        for (int n = 1; n <= 102; n++) {
            SHOP.product("상품 " + n, 1_000, 1);
        }
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        assertThat(page.find("#products .product:not(.waiting)")).hasCount(100);
        page.find("#product-search").fill("품 102");
        assertThat(page.find("#products .product")).hasCount(1);
        page.says("#products .product", "상품 102");
        page.find("#product-search").fill("");
        assertThat(page.find("#products .product:not(.waiting)")).hasCount(100);
    }

    @Test
    void the_second_press_of_a_double_click_charges_no_second_time() {
        long user = SHOP.user(0);
        long product = SHOP.product("콩나물", 1_800, 20);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.in("#me", "5,000원 충전").click();
        assertThat(page.find("#balance")).hasText("5,000원");
        page.find("#charge-amount").fill("3000");
        page.find(".charge button").click();
        assertThat(page.find("#balance")).hasText("8,000원");
        for (String button : List.of(".quick button:first-child", ".charge button")) {
            pressAgain(page, button);
        }
        pressAgain(page, ".product .stepper button:last-child");
        assertThat(page.find("#pick-" + product)).hasValue("2");
        assertThat(page.find("#me [role=alert]")).hasCount(0);
        assertThat(SHOP.pointsOf(user)).isEqualTo(8_000);
    }

    /** As the second press of a double click arrives, when the first has done its work. */
    private static void pressAgain(ShopPage page, String button) {
        page.find(button).dispatchEvent("click", Map.of("detail", 2));
    }

    @Test
    void a_key_that_is_held_down_charges_once() {
        long user = SHOP.user(0);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        Keyboard keys = page.window().page().keyboard();
        page.in("#me", "5,000원 충전").focus();
        keys.down("Enter");
        assertThat(page.find("#balance")).hasText("5,000원");
        assertThat(page.in("#me", "5,000원 충전")).not().hasAttribute("aria-disabled", "true");
        keys.down("Enter"); // As it comes again and again while it is held.
        keys.up("Enter");
        page.charge("1000");
        assertThat(page.find("#balance")).hasText("6,000원");
        assertThat(SHOP.pointsOf(user)).isEqualTo(6_000);
    }

    @Test
    void a_long_list_goes_on_when_asked() {
        long user = SHOP.user(0);
        for (int i = 0; i < 21; i++) {
            SHOP.admin(Map.of("amount", 1, "reason", "하나씩")).post("/admin/users/{id}/points/adjust", user);
        }
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        assertThat(page.find("#history .entries li")).hasCount(20);
        page.in("#history", "더 보기").click();
        assertThat(page.find("#history .entries li")).hasCount(21);
        assertThat(page.in("#history", "더 보기")).hasCount(0);
    }
}
