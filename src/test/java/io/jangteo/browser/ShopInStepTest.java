package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.jangteo.TestShop;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens in one window, or through the API, shows in the others by itself. */
@Tag("slow")
class ShopInStepTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void two_windows_of_one_user_show_the_same() {
        long user = SHOP.user(0);
        SHOP.product("콩나물", 1_800, 20);
        SHOP.coupon(1_000, 10);
        ShopPage one = ShopPage.openAs(BROWSER, SHOP, user);
        ShopPage other = ShopPage.openAs(BROWSER, SHOP, user);
        one.charge("10000");
        assertThat(other.find("#balance")).hasText("10,000원");
        other.take("쿠폰");
        one.says("#coupons .my-coupons", "1번째로 받음");
        one.add("콩나물");
        one.order();
        Locator order = other.find("#orders .order").first();
        assertThat(order).containsText("결제 대기");
        other.says("#products", "19개 남음");
        other.in(order, "1,800원 결제").click();
        assertThat(one.find("#orders .order .badge").first()).hasText("결제됨");
        assertThat(one.find("#balance")).hasText("8,200원");
    }

    @Test
    void what_others_do_shows_by_itself() {
        long user = SHOP.user("김하나", 5_000);
        long product = SHOP.product("콩나물", 1_800, 20);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        page.find("#charge-amount").fill("12");
        SHOP.admin(Map.of("price", 2_000)).patch("/admin/products/{id}", product);
        page.says("#products", "2,000원");
        SHOP.admin(Map.of("amount", -1_000, "reason", "바로잡음")).post("/admin/users/{id}/points/adjust", user);
        assertThat(page.find("#balance")).hasText("4,000원");
        page.says("#history", "관리자 조정 바로잡음");
        SHOP.pay(SHOP.order(user, product, 1), user);
        assertThat(page.find("#orders .order .badge")).hasText("결제됨");
        assertThat(page.find("#charge-amount")).hasValue("12");
    }

    @Test
    void the_keyboard_alone_is_enough() {
        SHOP.user("김하나", 50_000);
        SHOP.product("콩나물", 1_800, 20);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        Page keys = page.window().page();
        tabTo(keys, page.in("#me", "사용자 고르기"), "Enter");
        assertThat(page.in("#who-dialog", "김하나")).isVisible();
        tabTo(keys, page.in("#who-dialog", "김하나"), "Enter");
        page.says("#me", "김하나 님");
        tabTo(keys, page.in("#products", "콩나물 담기"), "Enter");
        page.says("#cart", "1,800원");
        tabTo(keys, page.in("#cart", "주문하기"), "Enter");
        Locator order = page.find("#orders .order");
        assertThat(order).isFocused();
        tabTo(keys, page.in(order, "1,800원 결제"), " ");
        assertThat(order.locator(".badge")).hasText("결제됨");
        assertThat(order).isFocused();
        tabTo(keys, page.in(order, "환불"), "Enter");
        keys.keyboard().press("Enter");
        assertThat(order.locator(".badge")).hasText("환불됨");
        assertThat(order).isFocused();
    }

    /** Goes on with the Tab key until that button has the focus, and presses it. */
    private static void tabTo(Page page, Locator button, String key) {
        assertThat(button).isVisible();
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) button.evaluate("(one) => one === document.activeElement")) {
                page.keyboard().press(key);
                return;
            }
        }
        throw new AssertionError("not to be reached by keyboard: " + button);
    }
}
