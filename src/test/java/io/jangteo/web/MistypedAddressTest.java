package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that does not exist: a page for people, a problem for programs, and not found for both. */
class MistypedAddressTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private DocumentedDoor door;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nosuch", "/admin", "/orders/7", "/office/orders", "/docs/none.html", "/404"})
    void a_browser_gets_a_page_which_says_so_and_lets_nothing_in(String path) {
        Response page = door.ask(RawRequest.get(path).header(BROWSER));
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).isEqualToIgnoringWhitespace("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.header("Vary")).contains("Accept");
        assertThat(page.text()).contains("/joined/lost.js", "이 주소에는 페이지가 없습니다");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nosuch        | Accept: */*",
                "/nosuch        | Accept: application/json",
                "/nosuch        | X-None: none",
                "/api/v1/nosuch | Accept: text/html",
                "/api           | Accept: application/problem+json",
                "/files/0/a/b   | Accept: text/html",
            })
    void a_program_gets_a_problem(String path, String header) {
        Response reply = door.ask(RawRequest.get(path).header(header));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.isProblem()).as(reply.toString()).isTrue();
        assertThat(reply.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void what_is_sent_to_nowhere_is_answered_by_a_problem() {
        Response reply = door.ask(RawRequest.post("/nosuch", "{}").header(BROWSER));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.isProblem()).isTrue();
    }

    @Test
    void browsers_find_the_icon_that_they_ask_for_unasked() {
        Response icon = door.ask(RawRequest.get("/favicon.ico"));
        assertThat(icon.status()).isEqualTo(200);
        assertThat(icon.header("Content-Type")).isEqualTo("image/svg+xml");
    }
}
