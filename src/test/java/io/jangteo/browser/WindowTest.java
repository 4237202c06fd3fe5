package io.jangteo.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.TestShop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a window must notice; a check that never fails proves nothing. */
@Tag("slow")
class WindowTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        console.error('broken')                             | on the console: broken
        console.warn('odd')                                 | on the console: odd
        setTimeout(() => { throw new Error('not caught') }) | an error was not caught
        void Promise.reject(new Error('nor this'))          | an error was not caught
        await fetch('/files/0/none.js')                     | status of 404
        await fetch('http://other.example/').catch(() => 0) | Content Security Policy
        document.body.innerHTML = '<p style="top: 0">x</p>' | Content Security Policy
        document.body.append(Object.assign(document.createElement('script'), { text: '1' })) | Content Security Policy
        """)
    void what_goes_wrong_on_a_page_is_noticed(String script, String fault) {
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        window.page().evaluate("async () => { " + script + "; await new Promise((done) => setTimeout(done)); }");
        assertThat(window.faults()).anyMatch(found -> found.contains(fault));
        window.expecting("");
    }

    @Test
    void a_refused_call_is_no_fault_of_the_page() {
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        assertThat(window.page().evaluate("async () => (await fetch('/api/v1/users/999')).status"))
                .isEqualTo(400);
        assertThat(window.faults()).isEmpty();
    }

    @Test
    void another_host_is_noticed_even_if_it_is_this_server_by_another_name() {
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        window.page().navigate(SHOP.baseUrl().replace("127.0.0.1", "localhost") + "/openapi.json");
        assertThat(window.faults()).anyMatch(found -> found.contains("it asked another host: http://localhost:"));
        window.expecting("");
    }

    @Test
    void barriers_are_found_under_the_policy_of_the_pages() {
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        window.page().evaluate("() => document.body.append(document.createElement('button'))");
        assertThatThrownBy(window::assertAccessible).hasMessageContaining("button-name");
    }

    @Test
    void what_reaches_beyond_the_edge_is_found() {
        Window window = BROWSER.open(SHOP, "/", Look.phone());
        window.page()
                .evaluate("() => { const wide = document.createElement('div'); wide.className = 'wide';"
                        + " wide.style.width = '400px'; wide.style.height = '1px'; document.body.append(wide); }");
        assertThatThrownBy(window::assertNoSidewaysScroll).hasMessageContaining("DIV.wide");
    }
}
