package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.jangteo.TestShop;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way into the back office, and out of it. */
@Tag("slow")
class OfficeKeyTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    static List<Look> looks() {
        return Look.pairs();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void it_asks_for_the_key_and_says_that_a_wrong_one_is_wrong(Look look) {
        Window window = BROWSER.open(SHOP, "/office", look);
        Locator key = window.page().locator("#key");
        key.fill("not-the-key");
        key.press("Enter");
        Locator refusal = window.page().locator(".error");
        assertThat(refusal)
                .hasText(
                        look.isEnglish()
                                ? "The server does not accept this key. Please check it."
                                : "서버가 이 키를 받아들이지 않습니다. 키를 다시 확인해 주세요.");
        assertThat(key).hasValue("not-the-key");
        window.assertAccessible();
        window.assertNoSidewaysScroll();
        key.fill(TestShop.ADMIN_KEY);
        key.press("Enter");
        assertThat(window.heading(look.isEnglish() ? "At a glance" : "한눈에 보기")).isFocused();
        assertNeverInAnAddress(window);
    }

    @Test
    void an_empty_key_and_one_that_no_header_may_carry_are_refused_without_a_call() {
        Window window = BROWSER.open(SHOP, "/office", Look.desk().english());
        window.button("Enter").click();
        assertThat(window.page().locator(".error")).hasText("Enter the key.");
        window.page().locator("#key").fill("열쇠");
        window.button("Enter").click();
        assertThat(window.page().locator(".error")).hasText("The server does not accept this key. Please check it.");
        assertThat(window.requested()).noneMatch(url -> url.contains("/admin/"));
    }

    @Test
    void the_key_is_hidden_until_it_is_to_be_shown() {
        Window window = BROWSER.open(SHOP, "/office", Look.desk().english());
        assertThat(window.page().locator("#key")).hasAttribute("type", "password");
        window.button("Show key").click();
        assertThat(window.page().locator("#key")).hasAttribute("type", "text");
        assertThat(window.button("Show key")).hasAttribute("aria-pressed", "true");
    }

    @Test
    void a_key_in_the_fragment_is_taken_out_of_the_address_and_kept_until_one_leaves() {
        Window window = BROWSER.open(
                SHOP, "/office#key=" + TestShop.ADMIN_KEY, Look.desk().english());
        assertThat(window.heading("At a glance")).isVisible();
        assertThat(window.page().url()).isEqualTo(SHOP.baseUrl() + "/office");
        window.page().reload();
        assertThat(window.heading("At a glance")).isVisible();
        window.button("Leave").click();
        assertThat(window.page().locator("#key")).isFocused();
        window.page().reload();
        assertThat(window.page().locator("#key")).isVisible();
        window.page().evaluate("key => { location.hash = 'key=' + key; }", TestShop.ADMIN_KEY);
        assertThat(window.heading("At a glance")).isVisible();
        assertThat(window.page().url()).doesNotContain("key");
        assertNeverInAnAddress(window);
    }

    @Test
    void a_key_that_is_refused_later_leads_back_to_the_form() {
        Window window =
                BROWSER.open(SHOP, "/office#key=an-older-key", Look.desk().english());
        assertThat(window.page().locator(".error")).hasText("The server does not accept this key. Please check it.");
        assertThat(window.page().locator("#key")).isFocused();
        assertThat(window.page().evaluate("sessionStorage.getItem('admin-key')"))
                .isNull();
    }

    /** What a server logs, what a referrer tells and what a history keeps are addresses. */
    private static void assertNeverInAnAddress(Window window) {
        assertThat(window.requested())
                .filteredOn(url -> !url.contains("#key="))
                .noneMatch(url -> url.contains(TestShop.ADMIN_KEY));
    }
}
