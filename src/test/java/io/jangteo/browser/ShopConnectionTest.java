package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.jangteo.TestShop;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shop page where replies are late, or never come. */
@Tag("slow")
class ShopConnectionTest {
    private static final String CHARGES = "**/points/charge";

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void a_charge_that_got_no_reply_is_made_once_however_often_it_is_pressed() {
        long user = SHOP.user(0);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, user);
        chargeWithoutReply(page);
        page.charge("5000");
        page.says("#toasts", "5,000원을 충전했습니다.");
        assertThat(SHOP.pointsOf(user)).isEqualTo(5_000);
        page.charge("5000");
        assertThat(page.find("#balance")).hasText("10,000원");
    }

    @Test
    void a_charge_long_after_one_without_a_reply_is_another() {
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(0));
        page.window().page().clock().install();
        page.window().page().reload();
        chargeWithoutReply(page);
        page.window().page().clock().fastForward(60_000);
        page.charge("5000");
        assertThat(page.find("#balance")).hasText("10,000원");
    }

    @Test
    void what_was_done_while_a_look_was_under_way_is_seen_all_the_same() {
        SHOP.product("콩나물", 1_800, 5);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(50_000));
        page.add("콩나물");
        Page window = page.window().page();
        CompletableFuture<Route> held = new CompletableFuture<>();
        window.route("**/api/v1/shop", route -> {
            if (!held.complete(route)) {
                route.resume();
            }
        });
        window.waitForRequest("**/api/v1/shop", () -> {});
        Locator order = page.find("#orders .order");
        window.waitForResponse(
                "**/api/v1/orders", () -> page.in("#cart", "주문하기").click());
        page.says("#toasts", "1번 주문을 받았습니다.");
        held.join().resume();
        assertThat(order).isFocused();
    }

    @Test
    void a_server_that_is_long_in_coming_is_said_to_be_lost_until_it_answers() {
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.phone());
        Page window = page.window().page();
        window.clock().install();
        window.reload();
        page.says("#products", "아직 상품이 없는 장터입니다.");
        CompletableFuture<Route> held = new CompletableFuture<>();
        window.route("**/api/v1/shop", route -> {
            if (!held.complete(route)) {
                route.resume();
            }
        });
        window.waitForRequest("**/api/v1/shop", () -> {});
        Locator banner = page.find(".banner");
        assertThat(banner).isHidden();
        double top = page.find("#page").boundingBox().y;
        window.clock().fastForward(6_000);
        assertThat(banner).containsText("서버와 연결이 끊겼습니다.");
        assertThat(page.find("#page").boundingBox().y).isEqualTo(top);
        page.window().assertNoSidewaysScroll();
        held.join().resume();
        assertThat(banner).isHidden();
    }

    /** It is carried out, and then the connection breaks. */
    private static void chargeWithoutReply(ShopPage page) {
        page.window().expecting("net::ERR_FAILED");
        page.window().page().route(CHARGES, route -> {
            route.fetch();
            route.abort();
        });
        page.charge("5000");
        page.refuses("#me", "서버가 응답하지 않습니다.");
        page.window().page().unroute(CHARGES);
    }
}
