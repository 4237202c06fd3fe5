package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a tester does in the back office: the clock, faults, and the requests that came. */
@Tag("slow")
class OfficeToolsTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void the_clock_stands_still_and_goes_on_again() {
        Office office = enter("clock");
        office.press("Stop the clock");
        assertThat(office.page().locator(".toast").last()).containsText("The clock has stopped");
        Instant stopped = SHOP.now();
        assertThat(SHOP.now()).isEqualTo(stopped);
        office.press("Start the clock");
        assertThat(office.page().locator(".toast").last()).containsText("The clock is running");
    }

    @Test
    void every_page_says_in_test_mode_what_time_it_is_there() {
        Office office = enter("products");
        assertThat(office.page().locator(".strip")).containsText("Test mode · ");
        assertThat(office.page().locator(".strip")).not().containsText("ahead");
        SHOP.advance(Duration.ofHours(26));
        assertThat(office.page().locator(".strip")).containsText("(1 d 2 h ahead of real time)");
        for (String page : List.of("/", "/rush")) {
            office.page().navigate(SHOP.baseUrl() + page);
            assertThat(office.page().locator(".strip")).containsText("(1 d 2 h ahead of real time)");
        }
    }

    @Test
    void the_strip_says_in_korean_too_whether_the_clock_is_fast_or_slow() {
        SHOP.advance(Duration.ofHours(26));
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        assertThat(window.page().locator(".strip")).containsText("(실제보다 1일 2시간 빠름)");
    }

    @Test
    void a_fault_is_added_met_and_cleared_and_the_refused_request_is_listed() {
        Office office = enter("clock");
        office.page().locator("#fault-operation").selectOption("listProducts");
        office.press("Add the fault");
        assertThat(office.page().locator(".toast").last()).containsText("The next 1 of listProducts");
        Locator faults = office.page().locator("[data-part=faults]");
        assertThat(faults).containsText("met by 0 of 1");
        assertThat(SHOP.api().header("X-Test-Id", "mine").get("/products").status())
                .isEqualTo(503);
        Locator requests = office.page().locator("[data-part=requests]");
        assertThat(requests.locator("summary").first()).containsText("OVERLOADED");
        office.page().locator("#request-test").fill("mine");
        office.page().locator("#request-test").press("Tab");
        assertThat(requests.locator("summary")).hasCount(1);
        requests.locator("summary").click();
        assertThat(requests.locator("pre")).containsText("OVERLOADED");
        office.press("Clear all");
        assertThat(office.page().locator(".toast").last()).containsText("All faults are cleared");
        assertThat(faults.locator("li")).hasCount(0);
    }

    private static Office enter(String section) {
        return Office.enter(BROWSER, SHOP, Look.phone().english(), section);
    }
}
