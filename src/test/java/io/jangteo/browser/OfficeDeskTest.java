package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;

import com.microsoft.playwright.Locator;
import io.jangteo.TestShop;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What needs the shopkeeper: the overview, the badges of the menu, and the first steps of an empty shop. */
@Tag("slow")
class OfficeDeskTest {
    /** Tells of its orders where nobody listens. */
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings ->
            settings.dataPlatform(URI.create("http://127.0.0.1:9/orders")).stockLow(5));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Look ENGLISH = Look.desk().english();

    @Test
    void the_overview_sets_today_beside_yesterday() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 1000, 100);
        json(SHOP.pay(SHOP.order(user, product, 3), user), 200);
        SHOP.advance(Duration.ofDays(1));
        json(SHOP.pay(SHOP.order(user, product, 2), user), 200);
        Office office = enter("overview");
        assertThat(tile(office, "today")).containsText("2,000 won");
        assertThat(tile(office, "today")).containsText("1 paid orders · 2 units");
        assertThat(tile(office, "yesterday")).containsText("3,000 won");
        tile(office, "yesterday").locator("a").click();
        assertThat(office.title()).hasText("Sales");
        assertThat(office.page().locator("tr.chosen")).containsText("3,000 won");
    }

    @Test
    void unpaid_orders_are_counted_on_the_overview_and_in_the_menu() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 1000, 100);
        Office office = enter("overview");
        assertThat(tile(office, "unpaid").locator(".big")).hasText("0");
        assertThat(badge(office, "orders")).hasCount(0);
        SHOP.order(user, product, 1);
        long second = SHOP.order(user, product, 1);
        assertThat(tile(office, "unpaid").locator(".big")).hasText("2");
        assertThat(tile(office, "unpaid")).hasClass(Pattern.compile("\\bwarn\\b"));
        assertThat(badge(office, "orders")).containsText("2");
        json(SHOP.pay(second, user), 200);
        assertThat(badge(office, "orders")).containsText("1");
        tile(office, "unpaid").locator("a").click();
        assertThat(office.page()).hasURL(SHOP.baseUrl() + "/office#orders?status=PENDING");
        assertThat(office.page().locator("tbody tr")).hasCount(1);
    }

    @Test
    void deliveries_that_were_given_up_are_red_and_one_press_away() {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과", 1000, 10), 1);
        json(SHOP.pay(order, user), 200);
        Office office = enter("overview");
        assertThat(tile(office, "dead")).not().hasClass(Pattern.compile("\\bbad\\b"));
        SHOP.advance(Duration.ofDays(10));
        assertThat(tile(office, "dead").locator(".big")).hasText("1");
        assertThat(tile(office, "dead")).hasClass(Pattern.compile("\\bbad\\b"));
        assertThat(badge(office, "deliveries")).hasClass(Pattern.compile("\\bbad\\b"));
        office.window().assertAccessible();
        tile(office, "dead").locator("a").click();
        assertThat(office.page()).hasURL(SHOP.baseUrl() + "/office#deliveries?status=DEAD");
        assertThat(office.row("Order " + order)).containsText("Given up");
    }

    @Test
    void what_is_sold_out_or_runs_out_is_named_and_leads_to_its_page() {
        SHOP.product("배", 1000, 0);
        SHOP.product("귤", 1000, 3);
        SHOP.product("감", 1000, 300);
        long offer = SHOP.coupon(500, 20);
        for (int i = 0; i < 19; i++) {
            SHOP.issue(offer, SHOP.user(0));
        }
        Office office = enter("overview");
        assertThat(need(office, "soldOut").locator("li")).hasText(new String[] {"배"});
        assertThat(need(office, "lowStock").locator("li")).hasText(new Pattern[] {Pattern.compile("귤\\s+3 left")});
        assertThat(need(office, "offersRunningOut").locator("li")).containsText(new String[] {"1 left"});
        assertThat(badge(office, "products")).containsText("1");
        assertThat(badge(office, "coupons")).containsText("1");
        office.window().assertAccessible();
        need(office, "soldOut").locator("a").click();
        assertThat(office.title()).hasText("Product 1, 배");
        office.go("overview");
        need(office, "offersRunningOut").locator("a").click();
        assertThat(office.title()).hasText("Who has coupon 1");
    }

    @Test
    void the_last_check_of_the_books_shows_whoever_asked_for_it() {
        SHOP.restart(); // What was checked before this start counts no more.
        SHOP.product("사과", 1000, 10);
        Office office = enter("overview");
        assertThat(tile(office, "books")).containsText("not checked since the start or the last restore");
        SHOP.books();
        office.page().reload();
        assertThat(tile(office, "books")).containsText("Balanced");
    }

    @Test
    void the_servers_own_figures_stand_on_a_page_of_their_own() {
        Office office = enter("server");
        assertThat(office.page().locator("[data-tile=outbox] .big")).hasText("0");
        assertThat(office.page().locator("[data-tile=answered] .big")).hasText(Pattern.compile("\\d.* / s"));
        assertThat(office.page().locator("shop-chart canvas")).isVisible();
        office.go("overview");
        assertThat(office.page().locator("[data-tile=answered]")).hasCount(0);
    }

    @Test
    void an_empty_shop_leads_through_its_first_three_steps() {
        Office office = enter("overview");
        Locator steps = office.page().locator("[data-part=first-steps] li");
        assertThat(steps).hasCount(3);
        assertThat(steps.nth(0).locator("button")).hasClass("primary");
        office.window().assertAccessible();
        office.press("Create a product");
        office.send(Map.of("name", "사과", "price", "1000", "stock", "5"));
        office.assertDone("Product 1, “사과”, was created.");
        assertThat(steps.nth(0)).containsText("Done");
        assertThat(steps.nth(1).locator("button")).hasClass("primary");
        office.press("Create a coupon");
        office.send(Map.of("name", "정액", "amount", "3000", "quantity", "5"));
        office.assertDone("Coupon 1, “정액”, was created.");
        office.press("Create a user");
        office.send(Map.of("name", "김하나"));
        office.assertDone("User 1, “김하나”, was created.");
        assertThat(steps).hasCount(0);
        assertThat(tile(office, "today")).isVisible();
    }

    private static Locator tile(Office office, String name) {
        return office.page().locator("[data-tile=" + name + "]");
    }

    private static Locator need(Office office, String name) {
        return office.page().locator("[data-need=" + name + "]");
    }

    private static Locator badge(Office office, String section) {
        return office.page().locator(".office-side [data-badge=" + section + "]");
    }

    private static Office enter(String section) {
        return Office.enter(BROWSER, SHOP, ENGLISH, section);
    }
}
