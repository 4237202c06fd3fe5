package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.jangteo.TestShop;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shopper reaches, on which window, and what only those who run the shop do. */
@Tag("slow")
class ShopReachTest {
    /** One of the calls with which the page fetches everything. */
    private static final String POPULAR = "/api/v1/products/popular?explain=true";

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.demo(true));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    /** Two and a half times the height of the longest phone, with all that is above the cart. */
    private static final int CART_TOP_MAX = 5_000;

    private static final String IN_SIGHT = "(one) => { const { top, bottom } = one.getBoundingClientRect();"
            + " return top >= 0 && bottom <= innerHeight; }";

    @Test
    void on_a_phone_the_products_leave_the_rest_within_reach() {
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.phone());
        page.choose(1);
        Locator products = page.find("#products .product:not(.waiting)");
        assertThat(products).hasCount(12);
        assertThat(page.find(".skeleton")).hasCount(0);
        assertThat((Boolean) page.find("#products .products")
                        .evaluate("(list) => list.children[0].offsetTop === list.children[1].offsetTop"))
                .isTrue();
        assertThat(page.find("#cart").boundingBox().y).isLessThan(CART_TOP_MAX);
        page.in("#products", "더 보기").click();
        assertThat(products).hasCount(30);
        assertThat(products.nth(12)).isFocused();
        Locator orders = page.find(".sections a[href='#orders']");
        assertThat((Boolean) orders.evaluate(IN_SIGHT)).isTrue();
        orders.click();
        page.window().page().waitForFunction("() => (" + IN_SIGHT + ")(document.getElementById('orders-title'))");
        assertThat((Boolean) orders.evaluate(IN_SIGHT)).isTrue();
        page.window().assertNoSidewaysScroll();
        page.window().assertAccessible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupons", "cart", "orders", "history"})
    void a_cold_link_to_a_part_lands_there(String part) {
        Window window = BROWSER.open(SHOP, "/#" + part, Look.desk());
        window.page().waitForFunction("() => document.querySelector('.product:not(.waiting)')");
        window.page().waitForFunction("() => (" + IN_SIGHT + ")(document.getElementById('" + part + "-title'))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/rush", "/office"})
    void on_the_narrowest_window_every_link_of_the_frame_is_whole(String path) {
        Look narrow = new Look(320, 640, ColorScheme.DARK, "en-GB");
        Window window = BROWSER.open(SHOP, path, narrow);
        Locator links = window.page().locator(".frame nav a");
        assertThat(links).hasCount(4);
        links.all()
                .forEach(link -> assertThat(link.boundingBox().x + link.boundingBox().width)
                        .as(link.textContent())
                        .isLessThanOrEqualTo(312));
        window.assertNoSidewaysScroll();
    }

    @Test
    void a_chart_that_comes_into_view_without_a_connection_is_drawn_when_it_is_back() {
        Window window = BROWSER.open(SHOP, "/", new Look(360, 480, ColorScheme.LIGHT, "ko-KR"));
        window.expecting("net::ERR_INTERNET_DISCONNECTED");
        assertThat(window.page().locator(".product:not(.waiting)")).hasCount(12);
        window.page().context().setOffline(true);
        window.page().locator("#popular shop-chart").scrollIntoViewIfNeeded();
        assertThat(window.page().locator(".banner")).containsText("서버와 연결이 끊겼습니다.");
        window.page().context().setOffline(false);
        window.page().waitForFunction("() => globalThis.Chart?.getChart(document.querySelector('#popular canvas'))");
    }

    @Test
    void every_part_of_the_shop_is_in_sight_in_the_bar_of_a_phone() {
        Window window = BROWSER.open(SHOP, "/", Look.phone().english());
        Locator links = window.page().locator(".sections a");
        assertThat(links).hasCount(6);
        double line = links.first().boundingBox().y;
        links.all().forEach(link -> {
            assertThat(link.boundingBox().x + link.boundingBox().width)
                    .as(link.textContent())
                    .isLessThanOrEqualTo(360);
            assertThat(link.boundingBox().y).as(link.textContent()).isEqualTo(line);
        });
    }

    @Test
    void nothing_is_painted_over_the_word_of_a_lost_connection() {
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.phone());
        assertThat(page.find(".offer-left meter").first()).isVisible();
        page.window().expecting("net::ERR_INTERNET_DISCONNECTED");
        page.window().page().context().setOffline(true);
        assertThat(page.find(".banner")).containsText("서버와 연결이 끊겼습니다.");
        Object on = page.find(".offer-left meter").first().evaluate("""
                (meter) => {
                  const banner = document.querySelector('.banner').getBoundingClientRect();
                  const box = meter.getBoundingClientRect();
                  window.scrollBy({ top: box.top - banner.top - banner.height / 2, behavior: 'instant' });
                  const now = meter.getBoundingClientRect();
                  return document.elementFromPoint(now.left + now.width / 2, now.top + now.height / 2).className;
                }""");
        assertThat(on).isEqualTo("banner");
    }

    @Test
    void a_lost_connection_is_said_where_it_covers_no_heading() {
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.phone());
        assertThat(page.find(".product:not(.waiting)")).hasCount(12);
        page.window().expecting("net::ERR_INTERNET_DISCONNECTED");
        page.window().page().context().setOffline(true);
        assertThat(page.find(".banner")).containsText("서버와 연결이 끊겼습니다.");
        for (String selector : List.of("h1", ".sections a[href='#coupons']", ".brand")) {
            assertThat(
                            (Boolean)
                                    page.find(selector)
                                            .evaluate(
                                                    "(one) => { const box = one.getBoundingClientRect();"
                                                            + " return one.contains(document.elementFromPoint(box.x + 5, box.y + box.height / 2)); }"))
                    .as(selector)
                    .isTrue();
        }
        page.window().page().context().setOffline(false);
        assertThat(page.find(".banner")).isHidden();
    }

    @Test
    void customers_of_a_shop_that_is_open_see_no_way_to_the_back_office() {
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        assertThat(page.find(".frame nav a")).hasCount(4);
        String facts = SHOP.api().get("/shop").text();
        String live = facts.replace("\"testMode\":true", "\"testMode\":false")
                .replace("\"demo\":true", "\"demo\":false")
                .replace("\"auth\":\"OPEN\"", "\"auth\":\"TOKEN\"");
        assertThat(live).contains("\"auth\":\"TOKEN\"");
        page.window()
                .page()
                .route(
                        "**/api/v1/shop",
                        route -> route.fulfill(new FulfillOptions()
                                .setContentType("application/json")
                                .setBody(live)));
        page.window().page().reload();
        page.says("#me", "토큰");
        assertThat(page.find(".frame nav a")).hasText(new String[] {"장보기"});
        page.window().page().navigate(SHOP.baseUrl() + "/office");
        assertThat(page.find(".frame nav a")).hasCount(4);
    }

    @Test
    void a_window_that_nobody_touches_asks_less_than_once_a_second() {
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        Page page = window.page();
        page.clock().install();
        page.reload();
        page.waitForFunction("() => document.querySelector('.product:not(.waiting)')");
        page.clock().fastForward(61_000);
        page.waitForResponse("**/api/v1/shop", () -> {});
        page.clock().pauseAt(((Number) page.evaluate("Date.now() + 60_000")).longValue());
        long before = looks(window);
        pass(page, 4);
        assertThat(looks(window) - before).isLessThanOrEqualTo(1);
        page.waitForRequest("**/api/v1/shop", () -> {
            page.mouse().move(40, 40);
            page.clock().runFor(10);
        });
    }

    @Test
    void a_window_that_nobody_touches_fetches_what_others_changed_every_fifteen_seconds() {
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        Page page = window.page();
        page.clock().install();
        page.reload();
        page.waitForFunction("() => document.querySelector('.product:not(.waiting)')");
        page.waitForResponse(
                reply -> reply.url().endsWith(POPULAR), () -> page.clock().fastForward(61_000));
        page.clock().pauseAt(((Number) page.evaluate("Date.now() + 60_000")).longValue());
        SHOP.coupon(1_000, 3);
        long looks = looks(window);
        long fetches = asked(window, POPULAR);
        pass(page, 8);
        assertThat(looks(window)).isGreaterThan(looks);
        assertThat(asked(window, POPULAR)).isEqualTo(fetches);
        pass(page, 16);
        assertThat(asked(window, POPULAR)).isGreaterThan(fetches);
    }

    /** Lets seconds pass in the page, and waits after each until what the page asked before is answered. */
    private static void pass(Page page, int seconds) {
        for (int second = 0; second < seconds; second++) {
            page.clock().runFor(1_000);
            page.evaluate("fetch('/health/live').then((reply) => reply.text())");
        }
    }

    private static long looks(Window window) {
        return asked(window, "/api/v1/shop");
    }

    private static long asked(Window window, String path) {
        window.page().evaluate("1");
        return window.requested().stream().filter(url -> url.endsWith(path)).count();
    }
}
