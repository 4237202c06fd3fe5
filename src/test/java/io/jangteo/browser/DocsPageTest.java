package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import io.jangteo.Replies;
import io.jangteo.TestShop;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The interactive reference, in a demo shop, for which its examples are made. */
@Tag("slow")
class DocsPageTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.demo(true));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Look ENGLISH = Look.desk().english();
    private static final long BYTES_MAX = 200_000;

    static List<Look> looks() {
        return Look.pairs();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void the_reference_stands_in_nobodys_way(Look look) {
        Window window = BROWSER.open(SHOP, "/docs", look);
        assertThat(window.page().locator("h1")).hasText(look.isEnglish() ? "API reference" : "API 문서");
        assertThat(operation(window, "createCoupon")).isVisible();
        open(window, "createCoupon");
        open(window, "listUsers");
        execute(operation(window, "listUsers"));
        assertThat(reply(window, "listUsers")).hasAttribute("data-reply", "401");
        window.page().locator("details").evaluateAll("all => all.forEach((one) => { one.open = true; })");
        assertThat(window.page().locator("#page").innerText()).doesNotContain("docs.");
        window.assertAccessible();
        window.assertNoSidewaysScroll();
        window.page().locator("header.frame nav a").nth(1).click();
        assertThat(window.page()).hasURL(SHOP.baseUrl() + "/rush");
    }

    @Test
    void the_first_view_is_light() {
        Window window = BROWSER.open(SHOP, "/docs", ENGLISH);
        assertThat(operation(window, "listProducts")).isVisible();
        assertThat(window.transferredBytes()).isBetween(10_000L, BYTES_MAX);
    }

    @Test
    void language_and_theme_change_as_on_the_other_pages() {
        Window window = BROWSER.open(SHOP, "/docs", Look.desk());
        assertThat(operation(window, "chargePoints")).containsText("포인트 충전");
        window.button("English").click();
        assertThat(operation(window, "chargePoints")).containsText("Add prepaid points");
        window.button("Dark theme").click();
        assertThat(window.page().locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void the_first_try_succeeds() {
        Window window = BROWSER.open(SHOP, "/docs", ENGLISH);
        open(window, "chargePoints");
        Locator call = operation(window, "chargePoints");
        assertThat(call.locator("[name=userId]")).hasValue("1");
        assertThat(call.locator("textarea")).hasValue(Pattern.compile("\"amount\": 10000"));
        long before = SHOP.pointsOf(1);
        execute(call);
        assertThat(reply(window, "chargePoints")).hasAttribute("data-reply", "200");
        assertThat(call.locator(".reply pre").first()).containsText("\"point\": " + (before + 10_000));
        assertThat(SHOP.pointsOf(1)).isEqualTo(before + 10_000);
    }

    @Test
    void what_is_entered_is_sent_and_stands_in_the_line_for_a_shell_before_that() {
        Window window = BROWSER.open(SHOP, "/docs#chargePoints", ENGLISH);
        Locator call = operation(window, "chargePoints");
        assertThat(call.locator(".curl"))
                .hasText("curl -i '" + SHOP.baseUrl() + "/api/v1/users/1/points/charge'"
                        + " -H 'Content-Type: application/json' -d '{\"amount\":10000}'");
        call.locator("[name=userId]").fill("2");
        call.locator("[name=Prefer]").fill("dry-run");
        call.locator("textarea").fill("{\"amount\": 5}");
        assertThat(call.locator(".curl"))
                .hasText("curl -i '" + SHOP.baseUrl() + "/api/v1/users/2/points/charge' -H 'Prefer: dry-run'"
                        + " -H 'Content-Type: application/json' -d '{\"amount\":5}'");
        execute(call);
        assertThat(reply(window, "chargePoints")).hasAttribute("data-reply", "400");
        reply(window, "chargePoints").locator("a").click();
        assertThat(window.page()).hasURL(SHOP.baseUrl() + "/docs/errors#INVALID_CHARGE_AMOUNT");
        assertThat(window.page().locator(".chosen")).isInViewport();
    }

    @Test
    void an_administrators_call_works_with_the_key_and_is_refused_without() {
        Window window = BROWSER.open(SHOP, "/docs#listUsers", ENGLISH);
        Locator call = operation(window, "listUsers");
        assertThat(call).containsText("This call needs the admin key.");
        execute(call);
        assertThat(reply(window, "listUsers")).hasAttribute("data-reply", "401");
        window.page().locator("#key").fill(TestShop.ADMIN_KEY);
        assertThat(call).not().containsText("This call needs the admin key.");
        execute(call);
        assertThat(reply(window, "listUsers")).hasAttribute("data-reply", "200");
        assertThat(call.locator(".curl")).not().containsText(TestShop.ADMIN_KEY);
        String kept = (String) window.page()
                .evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href, name])");
        assertThat(kept).doesNotContain(TestShop.ADMIN_KEY);
        // The address names the call, so it opens by itself.
        window.page().reload();
        execute(call);
        assertThat(reply(window, "listUsers")).hasAttribute("data-reply", "401");
    }

    @Test
    void the_back_offices_key_need_not_be_typed_again() {
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "users");
        office.page().navigate(SHOP.baseUrl() + "/docs#listUsers");
        execute(operation(office.window(), "listUsers"));
        assertThat(reply(office.window(), "listUsers")).hasAttribute("data-reply", "200");
    }

    @Test
    void calls_are_found_by_address_words_and_code() {
        Window window = BROWSER.open(SHOP, "/docs", ENGLISH);
        Locator calls = window.page().locator(".operation");
        window.page().locator("#search").fill("insufficient");
        assertThat(operation(window, "payOrder")).isVisible();
        assertThat(operation(window, "listProducts")).hasCount(0);
        window.page().locator("#search").fill("points/charge");
        assertThat(calls).hasCount(2);
        window.page().locator("#search").fill("first come");
        assertThat(calls).hasCount(1);
        window.page().locator("#search").fill("nothing of the kind");
        assertThat(window.page().locator(".empty")).isVisible();
    }

    @Test
    void every_call_can_be_opened_and_has_words_in_korean() {
        Window window = BROWSER.open(SHOP, "/docs", Look.desk());
        List<String> untranslated = new ArrayList<>();
        for (JsonNode path : document().path("paths")) {
            for (JsonNode call : path) {
                String name = call.path("operationId").asText();
                open(window, name);
                assertThat(operation(window, name).locator(".curl")).isVisible();
                if (operation(window, name)
                        .locator(".line")
                        .innerText()
                        .contains(call.path("summary").asText())) {
                    untranslated.add(name);
                }
            }
        }
        assertThat(untranslated).as("without words in docs/texts-operations.js").isEmpty();
    }

    @Test
    void every_group_of_calls_has_a_heading_in_korean() {
        Window window = BROWSER.open(SHOP, "/docs", Look.desk());
        assertThat(operation(window, "listProducts")).isVisible();
        List<String> raw = new ArrayList<>();
        for (JsonNode tag : document().path("tags")) {
            String name = tag.path("name").asText();
            String heading =
                    window.page().locator("[data-tag='" + name + "'] h2").innerText();
            if (heading.equals(name)) {
                raw.add(name);
            }
        }
        assertThat(raw).as("without words in docs/texts.js").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_refusal_has_its_place_with_what_it_means_and_what_to_do(Look look) {
        Window window = BROWSER.open(SHOP, "/docs/errors", look);
        JsonNode codes = document().at("/components/x-codes");
        assertThat(codes.size()).isGreaterThan(35);
        assertThat(window.page().locator("[data-code]")).hasCount(codes.size());
        codes.properties()
                .forEach(code -> assertThat(window.page().locator("#" + code.getKey() + " h2"))
                        .containsText(code.getValue().asText()));
        assertThat(window.page().locator("#page").innerText())
                .as("texts that are lacking in docs/texts-refusals.js")
                .doesNotContain("docs.");
        window.assertAccessible();
        window.assertLargeTargets();
        window.assertNoSidewaysScroll();
    }

    @Test
    void the_type_of_a_refusal_leads_to_its_place() {
        String type = Replies.parse(SHOP.api().get("/orders/99999?userId=1").text())
                .path("type")
                .asText();
        Window window = BROWSER.open(SHOP, type, ENGLISH);
        assertThat(window.page().locator("#ORDER_NOT_FOUND")).isInViewport();
        assertThat(window.page().locator("#ORDER_NOT_FOUND")).isFocused();
        assertThat(window.page().locator(".chosen")).containsText("404");
        window.page().locator("#ORDER_NOT_FOUND").getByText("payOrder").click();
        assertThat(operation(window, "payOrder").locator(".curl")).isVisible();
    }

    private static JsonNode document() {
        return Replies.parse(SHOP.api().basePath("").get("/openapi.json").text());
    }

    private static Locator operation(Window window, String name) {
        return window.page().locator("[data-operation=" + name + "]");
    }

    private static void open(Window window, String name) {
        window.page().locator("#" + name).click();
    }

    private static void execute(Locator call) {
        call.locator("form button.primary").click();
    }

    /** What the reference shows of the reply that came. */
    private static Locator reply(Window window, String name) {
        return operation(window, name).locator("[data-reply]");
    }
}
