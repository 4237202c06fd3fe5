package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.jangteo.TestShop;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person sees who mistyped an address. */
@Tag("slow")
class LostPageTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    static Stream<Look> looks() {
        return Look.pairs().stream();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_mistyped_address_is_named_and_leads_back(Look look) {
        Window window = BROWSER.open(SHOP, "/nosuch", look).expecting("status of 404");
        assertThat(window.page().locator("h1"))
                .hasText(look.isEnglish() ? "There is no page at this address" : "이 주소에는 페이지가 없습니다");
        assertThat(window.page().locator("main")).containsText("/nosuch");
        assertThat(window.page().locator(".frame nav a")).hasCount(4);
        window.assertAccessible();
        window.assertNoSidewaysScroll();
        window.page().locator("main a").click();
        assertThat(window.page().locator("#products")).isVisible();
    }

    @Test
    void an_unknown_section_of_the_back_office_is_named_and_leads_back() {
        Office office = Office.enter(BROWSER, SHOP, Look.desk(), "overview");
        office.page().evaluate("location.hash = 'nosuch'");
        assertThat(office.title()).hasText("없는 메뉴입니다");
        assertThat(office.page().locator(".office-main")).containsText("‘nosuch’");
        assertThat(office.page().locator(".office-side a[aria-current]")).hasCount(0);
        office.window().assertAccessible();
        office.page().locator(".office-main .button").click();
        assertThat(office.page().locator("[data-section=overview]")).isVisible();
    }
}
