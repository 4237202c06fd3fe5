package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.SelectOption;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the shop refuses, in words and beside what caused it. */
@Tag("slow")
class ShopRefusalsTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void a_charge_is_refused_in_exact_words() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("", "충전할 금액을 적어 주세요.");
        refused.put("많이", "금액은 1원 단위의 숫자여야 합니다.");
        refused.put("999", "한 번에 1,000원부터 충전할 수 있습니다.");
        refused.put("1e4", "금액은 1원 단위의 숫자여야 합니다.");
        refused.put("-5000", "한 번에 1,000원부터 충전할 수 있습니다.");
        refused.put("1000001", "한 번에 1,000,000원까지 충전할 수 있습니다.");
        refused.put("950000", "잔액은 1,000,000원을 넘을 수 없습니다.");
        refused.put("1500.5", "금액은 1원 단위의 숫자여야 합니다.");
        long user = SHOP.user(60_000);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        refused.forEach((amount, words) -> {
            page.charge(amount);
            page.refuses("#me", words);
            assertThat(page.find("#charge-amount")).hasValue(amount);
        });
        page.window().assertAccessible("#me");
        assertThat(SHOP.pointsOf(user)).isEqualTo(60_000);
        page.charge("1000");
        assertThat(page.find("#balance")).hasText("61,000원");
        assertThat(page.find("#me [role=alert]")).hasCount(0);
    }

    @Test
    void an_unknown_user_is_refused_in_the_dialog() {
        SHOP.user("김하나", 0);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        page.openDialog();
        Map.of("999", "존재하지 않는 사용자입니다", "", "사용자 번호를 숫자로", "하나", "사용자 번호를 숫자로").forEach((number, words) -> {
            page.enter(number);
            page.refuses("#who-dialog", words);
            assertThat(page.find("#who-number")).hasValue(number);
        });
        page.window().assertAccessible();
        page.enter("1");
        page.says("#me", "김하나 님");
    }

    @Test
    void a_user_who_is_gone_is_named_and_another_can_be_chosen() {
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(0));
        SHOP.admin().post("/admin/reset");
        page.refuses("#me", "1번으로는 장을 볼 수 없습니다: 존재하지 않는 사용자입니다");
        assertThat(page.in("#me", "사용자 고르기")).isVisible();
    }

    @Test
    void a_coupon_that_others_took_meanwhile_is_sold_out() {
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(0));
        long coupon = SHOP.coupon(1_000, 1);
        page.says("#coupons", "1장 중 1장 남음");
        page.hearNothing();
        SHOP.issue(coupon, SHOP.user(0));
        page.take("쿠폰");
        page.refuses("#coupons", "쿠폰이 모두 소진되었습니다");
        page.says("#coupons .offer-take", "모두 소진되었습니다");
    }

    @Test
    void a_coupon_that_was_taken_elsewhere_is_mine_already() {
        long user = SHOP.user(0);
        long coupon = SHOP.coupon(1_000, 2);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.hearNothing();
        SHOP.issue(coupon, user);
        page.take("쿠폰");
        page.says("#toasts", "이미 받으신 쿠폰입니다.");
        page.says("#coupons .offer-take", "1번째로 받음");
        assertThat(page.find("#coupons [role=alert]")).hasCount(0);
    }

    @Test
    void a_coupon_outside_its_window_cannot_be_taken() {
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(0));
        Instant now = SHOP.now();
        SHOP.offer("곧 열림", now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2)));
        page.says("#coupons .offer-take", "아직 열리지 않음");
        SHOP.advance(Duration.ofMinutes(90));
        assertThat(page.in("#coupons", "곧 열림 받기")).isVisible();
        page.hearNothing();
        SHOP.advance(Duration.ofHours(1));
        page.take("곧 열림");
        page.refuses("#coupons", "쿠폰 발급 기간이 아닙니다");
        page.window().page().unroute("**/api/v1/shop");
        page.says("#coupons .offer-take", "마감");
    }

    @Test
    void an_order_beyond_the_stock_names_the_product_and_what_is_left() {
        long product = SHOP.product("콩나물", 1_800, 5);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(50_000));
        page.find("#pick-" + product).fill("3");
        page.add("콩나물");
        SHOP.admin(Map.of("delta", -4, "reason", "파손")).post("/admin/products/{id}/stock", product);
        page.says("#cart", "남은 수량은 1개입니다.");
        page.in("#cart", "주문하기").click();
        page.refuses("#cart", "재고가 부족합니다: 콩나물 (남은 수량 1개)");
        page.window().assertAccessible();
        page.in("#cart", "콩나물 하나 빼기").click();
        assertThat(page.find("#cart [role=alert]")).hasCount(0);
        assertThat(page.find("#line-" + product)).hasValue("1");
        page.order();
    }

    @Test
    void what_the_shop_has_no_more_is_marked_in_the_cart() {
        SHOP.product("콩나물", 1_800, 5);
        long user = SHOP.user(50_000);
        SHOP.admin(Map.of("name", "before")).post("/admin/snapshots");
        SHOP.product("달걀", 9_900, 5);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.add("콩나물");
        page.add("달걀");
        SHOP.admin().post("/admin/snapshots/before/restore");
        page.says("#cart li:nth-child(2)", "이제 없는 상품입니다.");
        assertThat(page.find("#cart .cart-short")).hasCount(1);
        page.in("#cart", "주문하기").click();
        page.refuses("#cart", "존재 하지 않는 상품입니다");
        page.in("#cart", "달걀 빼기").click();
        page.order();
    }

    @Test
    void what_is_being_typed_stays_when_the_shop_changes() {
        long product = SHOP.product("콩나물", 1_800, 5);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(50_000));
        page.find("#pick-" + product).fill("3");
        SHOP.admin(Map.of("delta", -1, "reason", "파손")).post("/admin/products/{id}/stock", product);
        page.says("#products", "4개");
        assertThat(page.find("#pick-" + product)).hasValue("3");
        page.add("콩나물");
        assertThat(page.find("#line-" + product)).hasValue("3");
    }

    @Test
    void an_order_of_too_many_is_refused() {
        long product = SHOP.product("콩나물", 1_800, 100_000);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(50_000));
        page.add("콩나물");
        page.find("#line-" + product).fill("1001");
        page.find("#line-" + product).press("Tab");
        page.in("#cart", "주문하기").click();
        page.refuses("#cart", "주문 수량은 1개 이상 1,000개 이하여야 합니다");
    }

    @Test
    void missing_points_can_be_charged_beside_the_order() {
        SHOP.product("쌀", 38_900, 5);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(30_000));
        page.add("쌀");
        Locator order = page.order();
        page.in(order, "38,900원 결제").click();
        page.refuses("#orders", "38,900원이 필요한데 잔액은 30,000원입니다.");
        page.window().assertAccessible();
        page.in(order, "8,900원 충전하기").click();
        assertThat(page.find("#balance")).hasText("38,900원");
        page.in(order, "38,900원 결제").click();
        assertThat(order.locator(".badge")).hasText("결제됨");
    }

    @Test
    void a_coupon_whose_time_ended_since_the_order_pays_nothing() {
        long user = SHOP.user(50_000);
        SHOP.product("콩나물", 1_800, 5);
        SHOP.issue(SHOP.coupon(Map.of("type", "FIXED", "amount", 500), 5, 1), user);
        SHOP.advance(Duration.ofHours(24).minusMinutes(10));
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.add("콩나물");
        page.find("#cart-coupon").selectOption(new SelectOption().setIndex(1));
        Locator order = page.order();
        SHOP.advance(Duration.ofMinutes(15));
        page.says("#coupons .my-coupons", "기간 지남");
        page.in(order, "1,300원 결제").click();
        page.refuses("#orders", "유효기간이 지난 쿠폰입니다");
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
    }

    @Test
    void a_coupon_whose_time_ended_before_the_order_is_refused_in_the_cart() {
        long user = SHOP.user(50_000);
        SHOP.product("콩나물", 1_800, 5);
        SHOP.issue(SHOP.coupon(Map.of("type", "FIXED", "amount", 500), 5, 1), user);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.add("콩나물");
        page.find("#cart-coupon").selectOption(new SelectOption().setIndex(1));
        page.hearNothing();
        SHOP.advance(Duration.ofHours(25));
        page.in("#cart", "주문하기").click();
        page.refuses("#cart", "유효기간이 지난 쿠폰입니다");
        page.says("#cart", "쓸 수 있는 쿠폰이 없습니다.");
    }

    @Test
    void a_coupon_pays_for_one_order_alone() {
        long user = SHOP.user(50_000);
        SHOP.product("콩나물", 1_800, 5);
        SHOP.issue(SHOP.coupon(500, 5), user);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        for (int i = 0; i < 2; i++) {
            page.add("콩나물");
            page.find("#cart-coupon").selectOption(new SelectOption().setIndex(1));
            page.order();
        }
        page.in(page.find("#orders .order").nth(1), "1,300원 결제").click();
        assertThat(page.find("#orders .order .badge").nth(1)).hasText("결제됨");
        page.in(page.find("#orders .order").nth(0), "1,300원 결제").click();
        page.refuses("#orders", "이미 사용한 쿠폰입니다");
    }

    @Test
    void an_order_that_was_not_paid_in_time_can_no_longer_be() {
        SHOP.product("콩나물", 1_800, 5);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(50_000));
        page.add("콩나물");
        Locator order = page.order();
        page.hearNothing();
        SHOP.advance(Duration.ofMinutes(31));
        page.in(order, "1,800원 결제").click();
        page.refuses("#orders", "결제 시간이 지나 만료된 주문입니다");
        assertThat(order.locator(".badge")).hasText("기한 지남");
    }

    @Test
    void a_part_that_fails_leaves_the_others_standing() {
        SHOP.product("콩나물", 1_800, 5);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        page.window().expecting("status of 500");
        page.says("#products", "콩나물");
        page.window()
                .page()
                .route(
                        "**/api/v1/coupons?*",
                        route -> route.fulfill(new FulfillOptions()
                                .setStatus(500)
                                .setContentType("application/problem+json")
                                .setBody("{\"code\":\"INTERNAL\",\"detail\":\"잠시 뒤에\"}")));
        SHOP.product("달걀", 9_900, 5);
        page.says("#products", "달걀");
        page.refuses("#coupons", "이 부분을 불러오지 못했습니다. 잠시 뒤에");
    }
}
