package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.jangteo.TestShop;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The interactive reference. Only its header is held against the rules for everyone's use: what is below it is Swagger
 * UI's, whose colours, headings and nested buttons are not ours to mend.
 */
@Tag("slow")
class DocsPageTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    static List<Look> looks() {
        return List.of(Look.desk(), Look.phone().dark().english());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void it_opens_under_a_header_that_leads_to_the_other_pages(Look look) {
        Window window = BROWSER.open(SHOP, "/docs", look);
        assertThat(operation(window, "product", "listProducts")).isVisible();
        assertThat(window.page().locator("header.frame nav a"))
                .hasText(
                        look.isEnglish()
                                ? new String[] {"Shop", "Rush", "Back office", "API docs"}
                                : new String[] {"장보기", "선착순", "관리", "API 문서"});
        boolean dark = look.toString().contains("dark");
        assertThat(window.page().locator("html")).hasClass(dark ? "dark-mode" : "");
        window.assertAccessible("header.frame");
        window.assertNoSidewaysScroll();
        window.page().locator("header.frame nav a").nth(1).click();
        assertThat(window.page()).hasURL(SHOP.baseUrl() + "/rush");
    }

    @Test
    void a_call_can_be_tried_out_on_this_server() {
        SHOP.product("한라봉 한 상자", 12_000, 3);
        Window window = BROWSER.open(SHOP, "/docs", Look.desk());
        Locator call = operation(window, "product", "listProducts");
        call.locator(".opblock-summary-control").click();
        execute(call);
        assertThat(shown(call, "status")).containsText("200");
        assertThat(shown(call, "description")).containsText("한라봉 한 상자");
    }

    @Test
    void an_administrators_call_works_with_the_key_and_is_refused_without() {
        SHOP.user("강하늘", 0);
        Window window = BROWSER.open(SHOP, "/docs", Look.desk());
        Locator call = operation(window, "user", "listUsers");
        call.locator(".opblock-summary-control").click();
        execute(call);
        assertThat(shown(call, "status")).containsText("401");
        authorize(window);
        execute(call);
        assertThat(shown(call, "status")).containsText("200");
        assertThat(shown(call, "description")).containsText("강하늘");
    }

    @Test
    void the_key_is_kept_nowhere_and_gone_with_the_page() {
        Window window = BROWSER.open(SHOP, "/docs", Look.desk());
        authorize(window);
        Locator call = operation(window, "user", "listUsers");
        call.locator(".opblock-summary-control").click();
        execute(call);
        assertThat(shown(call, "status")).containsText("200");
        String kept = (String) window.page()
                .evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href, name])");
        org.assertj.core.api.Assertions.assertThat(kept).doesNotContain(TestShop.ADMIN_KEY);
        // The address names the call, so it opens by itself.
        window.page().reload();
        execute(call);
        assertThat(shown(call, "status")).containsText("401");
    }

    private static void authorize(Window window) {
        window.page().locator(".auth-wrapper .authorize").first().click();
        Locator dialog = window.page().locator(".dialog-ux");
        dialog.locator("input").first().fill(TestShop.ADMIN_KEY);
        dialog.locator("button[type=submit]").first().click();
        dialog.locator(".btn-done").first().click();
    }

    private static Locator operation(Window window, String tag, String name) {
        return window.page().locator("[id='operations-" + tag + "-" + name + "']");
    }

    private static void execute(Locator call) {
        call.locator("button.execute").click();
    }

    /** What the reference shows of the reply that came. */
    private static Locator shown(Locator call, String column) {
        return call.locator(".live-responses-table .response .response-col_" + column);
    }
}
