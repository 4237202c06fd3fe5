package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.jangteo.TestShop;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every page, in every look. */
@Tag("slow")
class PagesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.demo(true));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final List<String> PAGES = List.of("/", "/rush", "/office");
    /** A third of what readers are said to bear; what does not jump at all measures 0. */
    private static final double JUMPS_MAX = 0.03;

    private static final long FIRST_VIEW_BYTES_MAX = 150_000;
    private static final String DRAWN = "() => document.querySelector('h2') && !document.querySelector('.skeleton')"
            + " && [...document.querySelectorAll('shop-chart canvas')]"
            + ".filter((one) => one.getBoundingClientRect().top < innerHeight)"
            + ".every((one) => globalThis.Chart?.getChart(one))";
    /** The files of a page and the calls for what it shows at first, with the chart of each page that begins with one. */
    private static final int FIRST_VIEW_REQUESTS_MAX = 14;

    static Stream<Arguments> pages_and_looks() {
        return PAGES.stream().flatMap(page -> Look.pairs().stream().map(look -> Arguments.of(page, look)));
    }

    static Stream<Look> looks() {
        return Look.pairs().stream();
    }

    @ParameterizedTest
    @MethodSource("pages_and_looks")
    void a_page_opens_for_everyone(String path, Look look) {
        Window window = BROWSER.open(SHOP, path, look);
        window.page().waitForLoadState(LoadState.LOAD);
        assertThat(window.page().locator("h1")).hasCount(1);
        assertThat(window.page().locator("html")).hasAttribute("lang", look.isEnglish() ? "en" : "ko");
        window.assertAccessible();
        window.assertNoSidewaysScroll();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void nothing_jumps_when_the_shop_comes_up(Look look) {
        Window window = BROWSER.open(SHOP, "/", look);
        assertThat(window.page().locator(".offer").first()).isVisible();
        assertThat(window.page().locator("#popular canvas")).isVisible();
        assertThat(window.jumped()).isLessThan(JUMPS_MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/rush", "/office#key=" + TestShop.ADMIN_KEY})
    void the_first_view_is_light(String path) {
        Window window = BROWSER.open(SHOP, path, Look.desk());
        assertThat(window.page().locator("h1")).hasCount(1);
        window.page().waitForFunction(DRAWN);
        assertThat(window.transferredBytes()).isBetween(10_000L, FIRST_VIEW_BYTES_MAX);
        List<String> requested = window.requested().stream().distinct().toList();
        assertThat(requested).hasSizeBetween(5, FIRST_VIEW_REQUESTS_MAX);
    }

    @Test
    void what_draws_charts_is_loaded_when_a_chart_is_near() {
        Window window = BROWSER.open(SHOP, "/", new Look(360, 480, ColorScheme.LIGHT, "ko-KR"));
        window.page().waitForFunction("() => document.querySelector('h2') && !document.querySelector('.skeleton')");
        assertThat(window.requested()).noneMatch(url -> url.endsWith("/chart.js"));
        window.page().locator("#popular shop-chart").scrollIntoViewIfNeeded();
        window.page().waitForFunction(DRAWN);
        assertThat(window.requested()).anyMatch(url -> url.endsWith("/chart.js"));
    }
}
