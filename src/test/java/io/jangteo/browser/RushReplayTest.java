package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ReducedMotion;
import io.jangteo.TestShop;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A race that is over is shown once more, slowly, from the intervals that it recorded. */
@Tag("slow")
class RushReplayTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Map<String, Integer> SMALL = Map.of("coupons", 10, "users", 100, "concurrency", 8);
    /** Of 10 coupons and 100 people; it takes 480 ms. */
    private static final String TIMELINE = "[[2,0],[3,5],[4,5],[1,10],[0,10],[0,10],[0,10],[0,10],[0,20],[0,10]]";

    @Test
    void a_race_is_replayed_interval_by_interval_within_ten_seconds() {
        Window window = over(Look.phone().english());
        window.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        window.button("Replay in 10 s").click();
        assertShown(window, "2", "0", "0.05 s");
        assertThat(window.page().locator(".badge.warn")).hasText("Replaying");
        assertThat(status(window)).hasText("The race is replayed for 10 seconds.");
        assertThat(window.page().locator("shop-chart tr").nth(2)).hasText("0.05––");
        window.page().clock().runFor(1_000);
        assertShown(window, "5", "5", "0.10 s");
        assertThat(status(window)).hasText("The race is replayed for 10 seconds.");
        assertThat(window.page().locator("shop-chart tr").nth(2)).hasText("0.0560100");
        window.page().clock().runFor(8_999);
        assertShown(window, "10", "90", "0.48 s");
        assertThat(window.button("End the replay")).isFocused();
        window.page().clock().runFor(1);
        assertThat(window.button("Replay in 10 s")).isFocused();
        assertThat(status(window)).containsText("Issued 10, sold out 90, failed 0. Everything holds.");
        assertThat(window.requested().stream().filter(url -> url.contains("/races/")))
                .hasSize(1);
        window.page().clock().resume();
        window.button("Replay in 10 s").click();
        window.assertAccessible();
        window.assertNoSidewaysScroll();
    }

    @Test
    void a_replay_can_be_ended_and_leaves_no_trace() {
        Window window = over(Look.desk());
        window.button("10초로 다시 보기").click();
        assertShown(window, "5", "5", "0.10초");
        window.button("다시 보기 끝내기").click();
        assertShown(window, "10", "90", "0.48초");
        assertThat(window.button("보고서 저장")).isVisible();
        assertThat(status(window)).containsText("모두 맞습니다.");
        window.button("10초로 다시 보기").click();
        window.page().clock().runFor(4_000);
        assertShown(window, "10", "40", "0.30초");
    }

    @Test
    void for_readers_who_want_little_motion_it_is_five_pictures() {
        Window window = over(Look.desk().dark());
        window.button("10초로 다시 보기").click();
        assertShown(window, "5", "5", "0.10초");
        window.page().clock().runFor(1_999);
        assertShown(window, "5", "5", "0.10초");
        window.page().clock().runFor(1);
        assertShown(window, "10", "20", "0.20초");
        window.page().clock().runFor(6_000);
        assertShown(window, "10", "90", "0.48초");
        window.page().clock().runFor(2_000);
        assertThat(window.button("10초로 다시 보기")).isFocused();
    }

    @Test
    void what_failed_is_not_taken_for_sold_out() {
        Window window = over(Look.desk(), "\"soldOut\":90,\"failed\":0", "\"soldOut\":87,\"failed\":3");
        window.button("10초로 다시 보기").click();
        assertShown(window, "5", "–", "0.10초");
        assertThat(figure(window, "failed")).hasText("–");
        window.button("다시 보기 끝내기").click();
        assertShown(window, "10", "87", "0.48초");
    }

    private static Window over(Look look) {
        return over(look, "", "");
    }

    /** A window on a race that is over, whose clock stands; its reply has those words changed. */
    private static Window over(Look look, String words, String others) {
        long id = json(SHOP.api(SMALL).post("/races"), 201).path("id").longValue();
        Window window = BROWSER.open(SHOP, "/", look);
        Page page = window.page();
        page.route("**/api/v1/races/*", route -> {
            APIResponse reply = route.fetch();
            String text = reply.text();
            while (text.contains("\"status\":\"RUNNING\"")) {
                text = route.fetch().text();
            }
            String doctored = text.replaceFirst("\"timeline\":\\[[^]]*]", "\"timeline\":" + timeline())
                    .replaceFirst("\"elapsedMillis\":\\d+", "\"elapsedMillis\":480")
                    .replace(words, others);
            route.fulfill(new Route.FulfillOptions().setResponse(reply).setBody(doctored));
        });
        page.clock().install();
        page.navigate(SHOP.baseUrl() + "/rush#" + id);
        assertThat(figure(window, "elapsed")).hasText(look.isEnglish() ? "0.48 s" : "0.48초");
        page.clock().pauseAt(((Number) page.evaluate("Date.now() + 60_000")).longValue());
        return window;
    }

    private static String timeline() {
        return TIMELINE.replaceAll("\\[(\\d+),(\\d+)]", "{\"issued\":$1,\"refused\":$2}");
    }

    private static void assertShown(Window window, String issued, String soldOut, String elapsed) {
        assertThat(figure(window, "elapsed")).hasText(elapsed);
        assertThat(figure(window, "issued")).hasText(issued);
        assertThat(figure(window, "soldOut")).hasText(soldOut);
    }

    private static Locator figure(Window window, String name) {
        return window.page().locator("[data-figure=" + name + "]");
    }

    private static Locator status(Window window) {
        return window.page().locator("#page [role=status]").first();
    }
}
