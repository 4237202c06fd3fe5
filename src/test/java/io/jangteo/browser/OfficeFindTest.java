package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the shopkeeper finds someone or something in long lists, and finds the place again. */
@Tag("slow")
class OfficeFindTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Look ENGLISH = Look.desk().english();
    private static final int ORDERS = 260;

    @Test
    void a_user_is_found_by_a_part_of_the_name_or_by_the_number() {
        for (int n = 1; n <= 60; n++) {
            SHOP.user("손님 " + n, 0);
        }
        long sought = SHOP.user("김하나", 500);
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "users");
        assertThat(rows(office)).hasCount(50);
        assertThat(count(office)).hasText(Pattern.compile("^6[0-9] in all, 50 loaded$"));
        search(office, "하나");
        assertThat(rows(office)).hasCount(1);
        assertThat(office.row("김하나")).containsText("500 won");
        assertThat(count(office)).hasText("1 in all");
        assertThat(office.page().locator("#search")).isFocused();
        assertThat(office.page().evaluate("decodeURIComponent(location.hash)")).isEqualTo("#users?query=하나");
        office.page().reload();
        assertThat(rows(office)).hasCount(1);
        assertThat(office.page().locator("#search")).hasValue("하나");
        search(office, " " + sought + " ");
        assertThat(office.row("김하나")).hasCount(1);
        search(office, "없는 이름");
        assertThat(office.page().locator(".empty")).hasText("Nothing matches “없는 이름”.");
        search(office, "");
        assertThat(rows(office)).hasCount(50);
        office.window().assertAccessible();
    }

    @Test
    void a_product_is_found_though_fifty_come_before_it() {
        for (int n = 1; n <= 52; n++) {
            SHOP.product("상품 " + n, 1_000, 1);
        }
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "products");
        assertThat(rows(office)).hasCount(50);
        search(office, "품 52");
        assertThat(rows(office)).hasCount(1);
        assertThat(office.row("상품 52")).isVisible();
    }

    @Test
    void orders_are_found_by_the_users_name_by_their_number_and_by_the_day() {
        long product = SHOP.product("사과", 1_000, 100);
        long first = SHOP.user("김하나", 0);
        long second = SHOP.user("이두리", 0);
        SHOP.order(first, product, 1);
        SHOP.advance(Duration.ofDays(1));
        SHOP.order(second, product, 1);
        SHOP.order(first, product, 1);
        LocalDate today = LocalDate.ofInstant(SHOP.now(), ZoneId.of("Asia/Seoul"));
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "orders");
        search(office, "하나");
        assertThat(headings(office)).hasText(new String[] {"Order 3", "Order 1"});
        office.page().locator("#order-from").fill(today.toString());
        assertThat(headings(office)).hasText(new String[] {"Order 3"});
        office.page().locator("#order-from").fill("");
        office.page().locator("#order-to").fill(today.minusDays(1).toString());
        assertThat(headings(office)).hasText(new String[] {"Order 1"});
        office.page().locator("#order-to").fill("");
        search(office, "2");
        assertThat(headings(office)).hasText(new String[] {"Order 2"});
        office.page()
                .locator(".choices")
                .getByText("Paid", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(office.page().locator(".empty")).isVisible();
        office.window().assertAccessible();
        office.window().assertNoSidewaysScroll();
    }

    @Test
    void a_time_names_its_year_when_that_is_another_one() {
        SHOP.order(SHOP.user(0), SHOP.product("사과", 1_000, 100), 1);
        String year = String.valueOf(
                LocalDate.ofInstant(SHOP.now(), ZoneId.of("Asia/Seoul")).getYear());
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "orders");
        assertThat(office.row("Order 1")).not().containsText(year);
        SHOP.advance(Duration.ofDays(366));
        office.page().reload();
        assertThat(office.row("Order 1")).containsText(year);
    }

    @Test
    void a_list_keeps_its_place_over_a_reload_and_over_the_way_back() {
        Office office = longList();
        double top = scrolledTo(office, 3_000);
        office.page().reload();
        assertThat(rows(office)).hasCount(200);
        assertScrolled(office, top);
        Locator inView = office.page().locator("tbody tr a").nth(70);
        double place = ((Number) inView.evaluate(
                        "link => { link.scrollIntoView({ block: 'center' });" + " return window.scrollY; }"))
                .doubleValue();
        office.page().waitForFunction("top => Math.abs(history.state.place.top - top) < 2", place);
        inView.click();
        assertThat(office.page().locator("[data-part=facts]")).isVisible();
        assertScrolled(office, 0);
        office.page().goBack();
        assertThat(rows(office)).hasCount(200);
        assertScrolled(office, place);
    }

    @Test
    void a_charge_elsewhere_fetches_no_more_of_a_long_list_than_can_be_seen() {
        Office office = longList();
        office.page().evaluate("window.scrollTo(0, 0)");
        long before = fetched(office);
        office.page()
                .waitForResponse(
                        reply -> reply.url().contains("/admin/orders"),
                        () -> json(SHOP.api(Map.of("amount", 1_000)).post("/users/1/points/charge"), 200));
        // Whatever was asked for because of the charge has been asked for once the next poll is answered.
        for (int poll = 0; poll < 2; poll++) {
            office.page().waitForResponse(reply -> reply.url().endsWith("/shop"), () -> {});
        }
        assertThat(fetched(office) - before).isEqualTo(1);
        assertThat(rows(office)).hasCount(200);
        long newest = SHOP.order(1, 1, 1);
        assertThat(headings(office).first()).hasText("Order " + newest);
        assertThat(rows(office)).hasCount(201);
        List<?> shown = (List<?>) headings(office).evaluateAll("all => all.map((one) => one.textContent.trim())");
        assertThat(shown).doesNotHaveDuplicates();
    }

    @Test
    void what_was_left_out_is_fetched_again_once_it_comes_into_view() {
        Office office = longList();
        office.page().evaluate("window.scrollTo(0, 0)");
        long old = ORDERS - 120;
        json(SHOP.cancel(old, 1), 200);
        long newest = SHOP.order(1, 1, 1);
        assertThat(headings(office).first()).hasText("Order " + newest);
        office.row("Order " + old).first().scrollIntoViewIfNeeded();
        assertThat(office.row("Order " + old)).containsText("Cancelled");
    }

    @Test
    void an_order_opens_in_a_tab_of_its_own_without_the_key_being_asked_for() {
        SHOP.order(SHOP.user(0), SHOP.product("사과", 1_000, 100), 1);
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "orders");
        Locator link = office.page().getByText("Order 1");
        Page locked = office.page().context().newPage();
        locked.navigate(SHOP.baseUrl() + "/office#orders/1");
        assertThat(locked.locator("#key")).isVisible();
        Page tab = office.page()
                .context()
                .waitForPage(
                        () -> link.click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL))));
        assertThat(tab.locator("[data-part=facts]")).isVisible();
        assertThat(tab.locator("#key")).hasCount(0);
        assertThat(office.page().locator("tbody tr")).hasCount(1);
        // Nobody else gets it: not a tab that was locked meanwhile, nor one that the keeper did not open from there.
        assertThat(locked.locator("#key")).isVisible();
        Page other = office.page().context().newPage();
        other.navigate(SHOP.baseUrl() + "/office#orders/1");
        assertThat(other.locator("#key")).isVisible();
    }

    /** Opens the list of many orders, 200 of which are loaded. */
    private static Office longList() {
        long product = SHOP.product("사과", 1_000, 1_000);
        long user = SHOP.user("김하나", 0);
        for (int n = 0; n < ORDERS; n++) {
            long order = SHOP.order(user, product, 1);
            if (n < ORDERS - 130) {
                json(SHOP.cancel(order, user), 200);
            }
        }
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "orders");
        for (int loaded = 50; loaded < 200; loaded += 50) {
            assertThat(rows(office)).hasCount(loaded);
            office.press("Show more");
        }
        assertThat(rows(office)).hasCount(200);
        assertThat(count(office)).hasText(ORDERS + " in all, 200 loaded");
        return office;
    }

    private static void search(Office office, String text) {
        office.page().locator("#search").fill(text);
    }

    private static Locator rows(Office office) {
        return office.page().locator("tbody tr");
    }

    private static Locator headings(Office office) {
        return office.page().locator("tbody th");
    }

    private static Locator count(Office office) {
        return office.page().locator(".list-count");
    }

    private static long fetched(Office office) {
        return office.window().requested().stream()
                .filter(url -> url.contains("/admin/orders"))
                .count();
    }

    private static double scrolledTo(Office office, int top) {
        office.page().evaluate("top => window.scrollTo(0, top)", top);
        office.page().waitForFunction("top => history.state?.place?.top === top", top);
        return top;
    }

    private static void assertScrolled(Office office, double top) {
        office.page().waitForFunction("top => Math.abs(window.scrollY - top) < 2", top);
    }
}
