package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.jangteo.Jangteo;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on which a rush for coupons is run, watched and judged. */
@Tag("slow")
class RushPageTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final TestShop TOKEN_SHOP = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Map<String, Integer> SMALL = Map.of("coupons", 10, "users", 100, "concurrency", 8);
    /** Long enough to be seen before it is over, however fast the machine. */
    private static final Map<String, Integer> LONG = Map.of("coupons", 10, "users", 20_000, "concurrency", 1);

    static List<Look> looks() {
        return Look.pairs();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_race_runs_to_its_end_and_is_judged(Look look) {
        Window window = BROWSER.open(SHOP, "/rush", look);
        fill(window, SMALL);
        window.button(look.isEnglish() ? "Start the race" : "경주 시작").click();
        assertOver(window, look);
        assertThat(figure(window, "issued")).hasText("10");
        assertThat(figure(window, "soldOut")).hasText("90");
        assertThat(figure(window, "failed")).hasText("0");
        assertThat(window.page().locator("[data-fact] .good")).hasCount(4);
        assertThat(window.page().locator("[data-fact] .bad")).hasCount(0);
        assertThat(window.page().locator(".rush-winners li")).hasCount(10);
        assertThat(window.page().locator("#page [role=status]").first())
                .containsText(look.isEnglish() ? "Everything holds." : "모두 맞습니다.");
        window.page().locator("summary").click();
        window.assertAccessible();
        window.assertNoSidewaysScroll();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_race_is_seen_without_scrolling_once_it_is_started(Look look) {
        Window window = BROWSER.open(SHOP, "/rush", look);
        fill(window, SMALL);
        window.button(look.isEnglish() ? "Start the race" : "경주 시작").click();
        assertThat(window.page().locator("#race")).isFocused();
        for (String part : List.of("#race", "#answered", ".rush-numbers")) {
            assertThat(window.page().locator(part))
                    .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        }
        Object covered = window.page()
                .evaluate("() => document.getElementById('race').getBoundingClientRect().top"
                        + " < document.getElementById('frame').getBoundingClientRect().bottom");
        assertThat(covered).isEqualTo(false);
        assertOver(window, look);
    }

    @Test
    void the_page_shows_what_the_api_answers() {
        Window window = BROWSER.open(SHOP, "/rush", Look.desk().english());
        fill(window, SMALL);
        window.button("Start the race").click();
        assertOver(window, Look.desk().english());
        String id = window.page().url().replaceAll(".*#", "");
        JsonNode race = json(SHOP.api().get("/races/{id}", id), 200);
        assertThat(figure(window, "elapsed"))
                .hasText("%.2f s".formatted(race.path("elapsedMillis").longValue() / 1000.0));
        for (String percentile : List.of("p50", "p90", "p99", "max")) {
            long micros = race.path("latency").path(percentile + "Micros").longValue();
            double shown =
                    Double.parseDouble(figure(window, percentile).innerText().replace(",", ""));
            assertThat(shown).as(percentile).isCloseTo(micros / 1000.0, offset(0.0501));
        }
        List<String> winners = window.page().locator(".rush-winners li").allInnerTexts();
        for (JsonNode winner : race.path("winners")) {
            String text = winners.get(winner.path("rank").intValue() - 1).replaceAll("\\s+", " ");
            assertThat(text).isEqualTo("No. " + winner.path("rank") + " User " + winner.path("userId"));
        }
        JsonNode checks = race.path("verdict").path("books").path("checks");
        window.page().locator("summary").click();
        List<String> words = window.page().locator("details tbody th").allInnerTexts();
        assertThat(words)
                .hasSameSizeAs(checks.findValuesAsText("name"))
                .contains("A balance is the sum of its entries")
                .doesNotContainAnyElementsOf(checks.findValuesAsText("name"));
    }

    @Test
    void a_rush_for_the_last_units_leaves_a_report_and_no_product_on_sale() throws IOException {
        Window window = BROWSER.open(SHOP, "/rush", Look.phone());
        window.page().getByLabel("마지막 수량의 주문").check();
        fill(window, SMALL);
        window.button("경주 시작").click();
        assertOver(window, Look.phone());
        assertThat(figure(window, "issued")).hasText("10");
        assertThat(figure(window, "soldOut")).hasText("90");
        assertThat(window.page().locator("[data-fact] .good")).hasCount(4);
        assertThat(window.page().locator("[data-fact=issuedExactly]")).containsText("정확히 10개가 주문되었습니다.");
        assertThat(json(SHOP.api().get("/products"), 200).path("products")).isEmpty();
        window.assertAccessible();
        window.assertNoSidewaysScroll();
        Download download =
                window.page().waitForDownload(() -> window.button("보고서 저장").click());
        assertThat(download.suggestedFilename()).isEqualTo("rush-1.html");
        Page report = window.page().context().newPage();
        report.setContent(Files.readString(download.path()));
        assertThat(report.locator("h1")).hasText("마지막 수량의 선착순 주문");
        assertThat(report.locator("main")).containsText(Pattern.compile("주문됨\\s*10.*장부가 맞음.*프로세서", Pattern.DOTALL));
        assertThat(report.locator("svg polyline")).hasCount(2);
    }

    @Test
    void a_rush_for_coupons_leaves_nothing_in_the_lists() {
        long user = SHOP.user(0);
        Window window = BROWSER.open(SHOP, "/rush", Look.desk());
        fill(window, SMALL);
        window.button("경주 시작").click();
        assertOver(window, Look.desk());
        assertThat(window.page().locator("[data-fact] .good")).hasCount(4);
        assertThat(json(SHOP.admin().get("/admin/users"), 200).path("users").findValuesAsText("id"))
                .containsExactly(Long.toString(user));
        assertThat(json(SHOP.api().get("/coupons"), 200).path("coupons")).isEmpty();
    }

    @Test
    void what_is_wrong_is_said_beside_its_field_and_nothing_is_started() {
        Window window = BROWSER.open(SHOP, "/rush", Look.phone());
        Map.of(
                        "coupons", List.of("0", "10001", "1.5", "1부터 10,000까지의 정수를 적어 주세요."),
                        "users", List.of("", "-5", "20001", "1부터 20,000까지의 정수를 적어 주세요."),
                        "concurrency", List.of("257", "many", "1부터 256까지의 정수를 적어 주세요."))
                .forEach((field, valuesAndWords) -> {
                    int last = valuesAndWords.size() - 1;
                    valuesAndWords
                            .subList(0, last)
                            .forEach(value -> assertRefused(window, field, value, valuesAndWords.get(last)));
                    window.assertAccessible();
                    window.assertNoSidewaysScroll();
                    window.page().locator("#" + field).fill("7");
                    assertThat(window.page().locator(".error")).hasCount(0);
                });
        assertThat(window.requested()).noneMatch(url -> url.contains("/races"));
    }

    private static void assertRefused(Window window, String field, String value, String words) {
        Locator input = window.page().locator("#" + field);
        assertThat(window.button("경주 시작")).isEnabled();
        input.fill(value);
        input.press("Enter");
        assertThat(window.page().locator(".error")).hasText(words);
        assertThat(input).hasAttribute("aria-invalid", "true");
        assertThat(input).hasAccessibleDescription(words);
        assertThat(input).isFocused();
        assertThat(input).hasValue(value);
    }

    @Test
    void another_window_is_told_that_a_race_is_running_and_can_watch_it(@TempDir Path data) {
        Config config = Config.builder().port(0).data(data).testMode(true).build();
        try (Jangteo shop = Jangteo.start(config)) {
            raceInThreeWindows(shop.baseUrl());
            BROWSER.leave();
        }
    }

    private static void raceInThreeWindows(String baseUrl) {
        Window first = BROWSER.open(baseUrl, "/rush", Look.desk());
        Window second = BROWSER.open(baseUrl, "/rush", Look.desk());
        fill(first, LONG);
        first.button("경주 시작").click();
        first.page().waitForURL("**/rush#*");
        assertThat(first.button("경주하는 중…")).isDisabled();
        fill(second, SMALL);
        second.button("경주 시작").click();
        assertThat(second.page().getByRole(AriaRole.ALERT)).hasText("다른 경주가 진행 중입니다. 끝난 뒤에 다시 시작해 주세요.");
        second.assertAccessible();
        Window third = BROWSER.open(
                baseUrl,
                first.page().url().substring(baseUrl.length()),
                Look.desk().dark());
        assertThat(third.page().locator("h2").nth(1)).hasText("쿠폰 10장 · 20,000명 · 동시 1개");
        assertThat(figure(third, "issued")).hasText("10");
        third.assertAccessible();
    }

    @Test
    void what_does_not_hold_and_what_failed_is_shown_so() {
        Window window = BROWSER.open(SHOP, "/rush", Look.phone().dark().english());
        window.page().route("**/api/v1/races/*", route -> {
            APIResponse reply = route.fetch();
            String doctored = reply.text()
                    .replace("\"onePerUser\":true", "\"onePerUser\":false")
                    .replace("\"failed\":0", "\"failed\":3")
                    .replace("\"failures\":[]", "\"failures\":[{\"code\":\"OVERLOADED\",\"count\":3}]");
            route.fulfill(new Route.FulfillOptions().setResponse(reply).setBody(doctored));
        });
        fill(window, SMALL);
        window.button("Start the race").click();
        assertOver(window, Look.desk().english());
        assertThat(window.page().locator("[data-fact=onePerUser]")).containsText("Somebody got two.");
        assertThat(window.page().locator("[data-fact] .good")).hasCount(3);
        assertThat(window.page().getByText("Something does not hold.").last()).isVisible();
        assertThat(figure(window, "failed")).hasText("3");
        assertThat(window.page().getByText("OVERLOADED × 3")).isVisible();
        window.assertAccessible();
        window.assertNoSidewaysScroll();
    }

    @Test
    void without_a_connection_nothing_starts_and_with_one_again_it_does() {
        Window window = BROWSER.open(SHOP, "/rush", Look.desk()).expecting("net::ERR_INTERNET_DISCONNECTED");
        fill(window, SMALL);
        window.page().context().setOffline(true);
        window.button("경주 시작").click();
        assertThat(window.page().getByRole(AriaRole.ALERT)).hasText("서버가 응답하지 않습니다. 잠시 후 다시 해 주세요.");
        window.page().context().setOffline(false);
        window.button("경주 시작").click();
        assertOver(window, Look.desk());
        assertThat(window.page().getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void a_race_that_the_server_does_not_know_is_said_to_be_gone_in_either_language() {
        Window window = BROWSER.open(SHOP, "/rush#999999", Look.desk());
        assertThat(window.page().locator(".empty")).hasText("서버가 이 경주를 더는 기억하지 못합니다. 다시 시작해 주세요.");
        window.button("English").click();
        assertThat(window.page().locator(".empty"))
                .hasText("The server no longer knows this race. Please start another.");
    }

    @Test
    void numbers_are_taken_as_the_hints_write_them_and_the_end_is_told_in_either_language() {
        Window window = BROWSER.open(SHOP, "/rush", Look.desk());
        fill(window, SMALL);
        window.page().locator("#users").fill("1,000");
        window.page().locator("#coupons").fill("１０");
        window.button("경주 시작").click();
        assertOver(window, Look.desk());
        assertThat(figure(window, "soldOut")).hasText("990");
        Locator status = window.page().locator("#page [role=status]").first();
        assertThat(status).containsText("모두 맞습니다.");
        window.button("English").click();
        assertThat(status).containsText("Everything holds.");
        String second = json(SHOP.api(SMALL).post("/races"), 201).path("id").asText();
        window.page().evaluate("id => { location.hash = id; }", second);
        assertOver(window, Look.desk().english());
        assertThat(figure(window, "soldOut")).hasText("90");
    }

    @Test
    void where_shoppers_show_tokens_a_race_asks_for_the_admin_key() {
        Window window = BROWSER.open(TOKEN_SHOP, "/rush", Look.desk().english());
        fill(window, SMALL);
        window.button("Start the race").click();
        Locator alert = window.page().getByRole(AriaRole.ALERT);
        assertThat(alert).containsText("you need the admin key to start a race");
        assertThat(alert.locator("a")).hasAttribute("href", "/office");
        window.page().evaluate("key => sessionStorage.setItem('admin-key', key)", TestShop.ADMIN_KEY);
        window.page().reload();
        fill(window, SMALL);
        window.button("Start the race").click();
        assertOver(window, Look.desk().english());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_shop_without_races_says_how_to_have_one(Look look, @TempDir Path data) {
        try (Jangteo shop = Jangteo.start(Config.builder().port(0).data(data).build())) {
            Window window = BROWSER.open(shop.baseUrl(), "/rush", look);
            assertThat(window.heading(look.isEnglish() ? "No races on this server" : "이 서버에서는 경주할 수 없습니다"))
                    .isVisible();
            assertThat(window.page().locator("pre")).containsText(new String[] {
                "java -jar jangteo.jar --demo", "java -jar jangteo.jar race --coupons 100 --users 5000"
            });
            assertThat(window.page().locator("form")).hasCount(0);
            window.assertAccessible();
            window.assertNoSidewaysScroll();
            BROWSER.leave();
        }
    }

    private static void fill(Window window, Map<String, Integer> race) {
        race.forEach((field, value) -> window.page().locator("#" + field).fill(value.toString()));
    }

    private static void assertOver(Window window, Look look) {
        assertThat(window.page().getByText(look.isEnglish() ? "Over" : "끝", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    private static Locator figure(Window window, String name) {
        return window.page().locator("[data-figure=" + name + "]");
    }
}
