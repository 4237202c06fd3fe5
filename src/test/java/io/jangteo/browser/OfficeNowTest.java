package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.jangteo.TestShop;
import io.jangteo.config.Charges;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the back office says of a shop whose data platform is down, whose clock stands still, and that charges itself. */
@Tag("slow")
class OfficeNowTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings ->
            settings.dataPlatform(URI.create("http://127.0.0.1:9/orders")).charges(Charges.ADMIN));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void deliveries_that_fail_and_wait_are_amber_and_one_press_away() {
        long order = paidOrder();
        Office office = enter("overview");
        Locator tile = office.page().locator("[data-tile=dead]");
        assertThat(tile).containsText("Deliveries held up");
        assertThat(tile.locator(".big")).hasText("1");
        assertThat(tile).hasClass(Pattern.compile("\\bwarn\\b"));
        office.window().assertAccessible();
        tile.locator("a").click();
        assertThat(office.page()).hasURL(SHOP.baseUrl() + "/office#deliveries?status=PENDING");
        assertThat(office.row("Order " + order)).isVisible();
    }

    @Test
    void how_far_the_deliveries_are_behind_is_said_in_the_largest_units() {
        Office office = enter("overview");
        office.page().route("**/metrics", route -> {
            APIResponse reply = route.fetch();
            String late = reply.text().replaceAll("(?m)^(jangteo_outbox_lag_seconds\\S*) .*$", "$1 298466.2");
            route.fulfill(new Route.FulfillOptions().setResponse(reply).setBody(late));
        });
        office.go("server");
        assertThat(office.page().locator("[data-tile=outbox]")).containsText("3 d 10 h behind");
    }

    @Test
    void an_attempt_that_is_due_comes_soon_and_last() {
        long order = paidOrder();
        Office office = enter("overview");
        assertThat(office.page().locator("[data-tile=dead]")).containsText("Deliveries held up");
        office.page().route(Pattern.compile("/admin/(deliveries\\?|orders/)"), route -> {
            APIResponse reply = route.fetch();
            String due = reply.text()
                    .replaceAll("\"nextAttemptAt\":\"[^\"]+\"", "\"nextAttemptAt\":\"2020-01-01T00:00:00Z\"");
            route.fulfill(new Route.FulfillOptions().setResponse(reply).setBody(due));
        });
        office.go("deliveries?status=PENDING");
        assertThat(office.row("Order " + order)).containsText("next attempt soon");
        office.go("orders/" + order);
        Locator last = office.page().locator(".time-line li").last();
        assertThat(last).hasAttribute("data-kind", "NEXT");
        assertThat(last).containsText("soon");
    }

    @Test
    void a_dialog_does_not_outlive_its_section() {
        Office office = enter("users").go("products");
        office.press("New product");
        assertThat(office.dialog()).isVisible();
        office.page().goBack();
        assertThat(office.title()).hasText("Users");
        assertThat(office.dialog()).hasCount(0);
    }

    @Test
    void a_clock_that_stands_still_says_so() {
        Office office = enter("clock");
        Locator time = office.page().locator("[data-part=time]");
        assertThat(office.button("Start the clock")).hasAttribute("aria-disabled", "true");
        json(SHOP.admin(Map.of()).post("/admin/clock/stop"), 200);
        assertThat(time.locator(".badge")).hasText("stopped");
        assertThat(office.button("Stop the clock")).hasAttribute("aria-disabled", "true");
        assertThat(office.button("Start the clock")).not().hasAttribute("aria-disabled", "true");
        office.window().assertAccessible();
        office.press("Start the clock");
        assertThat(time.locator(".badge")).hasCount(0);
    }

    @Test
    void a_shop_that_charges_itself_charges_on_the_users_page() {
        long user = SHOP.user("김하나", 0);
        Office office = enter("users").go("users/" + user);
        office.press("Charge the points of 김하나");
        office.send(Map.of("amount", "20000", "reference", "pay-1"));
        office.assertDone("“김하나” now has 20,000 won.");
        office.press("Charge the points of 김하나");
        office.send(Map.of("amount", "99999999999", "reference", "pay-2"));
        assertThat(office.dialog().locator(".error")).containsText("A charge must be at most");
        office.send(Map.of("amount", "5000", "reference", "pay-1"));
        assertThat(office.dialog().locator(".error")).isVisible();
        assertThat(office.dialog().locator("[name=reference]")).hasAttribute("aria-invalid", "true");
        org.assertj.core.api.Assertions.assertThat(SHOP.pointsOf(user)).isEqualTo(20_000);
    }

    @Test
    void lists_are_sorted_as_the_address_says() {
        SHOP.user("나", 1_000);
        SHOP.user("가", 2_000);
        SHOP.product("배", 1_000, 3);
        SHOP.product("감", 1_000, 9);
        Office office = enter("users");
        Locator names = office.page().locator("tbody th");
        assertThat(names).hasText(new String[] {"나", "가"});
        office.page().getByLabel("Sort by").selectOption("-point");
        assertThat(names).hasText(new String[] {"가", "나"});
        assertThat(office.page()).hasURL(Pattern.compile("#users\\?sort=-point$"));
        office.window().assertAccessible();
        office.go("products");
        office.page().getByLabel("Sort by").selectOption("name");
        assertThat(names).hasText(new String[] {"감", "배"});
        office.page().reload();
        assertThat(names).hasText(new String[] {"감", "배"});
        assertThat(office.page().getByLabel("Sort by")).hasValue("name");
    }

    private static long paidOrder() {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과", 1000, 10), 1);
        json(SHOP.pay(order, user), 200);
        return order;
    }

    private static Office enter(String section) {
        return Office.enter(BROWSER, SHOP, Look.desk().english(), section);
    }
}
