package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.jangteo.Jangteo;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every section of the back office, filled, at both widths, in both colours and both languages. */
@Tag("slow")
class OfficeLookTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.demo(true));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final List<String> SECTIONS = List.of(
            "overview",
            "orders",
            "orders/3",
            "products",
            "products/1",
            "coupons",
            "coupons/1",
            "users",
            "users/1",
            "deliveries",
            "sales?days=14",
            "books",
            "backup",
            "server",
            "audit",
            "audit?operation=createProduct&from=2026-01-01",
            "keys",
            "clock");

    static List<Look> looks() {
        return List.of(Look.desk().dark().english(), Look.phone());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_section_fits_and_stands_in_nobodys_way(Look look) {
        Office office = Office.enter(BROWSER, SHOP, look, "backup");
        for (String section : SECTIONS) {
            office.go(section);
            assertThat(office.title()).isFocused();
            assertThat(office.page().locator(".office-main .error")).hasCount(0);
            assertThat(office.page().locator("h1")).hasCount(1);
            assertThat(office.page().locator("#page").innerText())
                    .as("texts that are lacking in %s", section)
                    .doesNotContain("office.");
            office.window().assertAccessible();
            office.window().assertNoSidewaysScroll();
            office.window().assertWholeAmounts();
        }
    }

    @Test
    void the_menu_fits_into_the_narrowest_window() {
        Office office = Office.enter(BROWSER, SHOP, new Look(320, 640, ColorScheme.LIGHT, "en-GB"), "overview");
        assertThat(office.page().locator(".office-side [data-badge]").first()).isVisible();
        office.window().assertNoSidewaysScroll();
    }

    @Test
    void the_language_changes_at_once_and_the_way_back_leads_back() {
        Office office = Office.enter(BROWSER, SHOP, Look.desk(), "products").go("orders/3");
        assertThat(office.title()).hasText("3번 주문의 발자취");
        office.press("English");
        assertThat(office.title()).hasText("The trail of order 3");
        office.page().goBack();
        assertThat(office.title()).hasText("Products");
        assertThat(office.page()).hasTitle("Products · Back office · Jangteo");
        office.page().goForward();
        assertThat(office.title()).hasText("The trail of order 3");
    }

    @Test
    void where_there_is_no_test_mode_there_is_no_clock(@TempDir Path data) {
        Config config =
                Config.builder().port(0).data(data).adminKey(TestShop.ADMIN_KEY).build();
        try (Jangteo shop = Jangteo.start(config)) {
            Window window = BROWSER.open(
                    shop.baseUrl(),
                    "/office#key=" + TestShop.ADMIN_KEY,
                    Look.desk().english());
            assertThat(window.page().locator(".office-side nav a")).hasCount(12);
            window.page().evaluate("location.hash = 'products'");
            assertThat(window.page().locator(".empty")).hasText("There are no products yet. Create the first one.");
            window.page().evaluate("location.hash = 'clock'");
            assertThat(window.heading("There is no such section")).isVisible();
            window.page().navigate("about:blank");
        }
    }

    @Test
    void the_shop_is_kept_by_keyboard_alone() {
        Office office = Office.enter(BROWSER, SHOP, Look.desk().english(), "products");
        tabTo(office, "Find by name or product number");
        office.page().keyboard().type("귤");
        assertThat(office.page().locator("tbody tr")).hasCount(1);
        tabTo(office, "Adjust the stock of 제주 감귤 3kg");
        office.page().keyboard().press("Enter");
        assertThat(office.dialog().locator("[name=delta]")).isFocused();
        office.page().keyboard().type("5");
        office.page().keyboard().press("Tab");
        office.page().keyboard().type("A delivery");
        office.page().keyboard().press("Enter");
        office.assertDone("“제주 감귤 3kg” now has 27 in stock.");
        assertThat(office.page().locator("tbody button").nth(1)).isFocused();
        office.page().keyboard().press("Enter");
        office.page().keyboard().press("Escape");
        assertThat(office.dialog()).hasCount(0);
        assertThat(office.page().locator("tbody button").nth(1)).isFocused();
    }

    /** Moves the focus on until it stands on what has that name. */
    private static void tabTo(Office office, String name) {
        for (int step = 0; step < 100; step++) {
            office.page().keyboard().press("Tab");
            Object focused = office.page()
                    .evaluate("() => { const one = document.activeElement;"
                            + " return one.ariaLabel ?? one.labels?.[0]?.innerText ?? one.innerText; }");
            if (name.equals(focused)) {
                return;
            }
        }
        throw new AssertionError("no way to " + name);
    }
}
