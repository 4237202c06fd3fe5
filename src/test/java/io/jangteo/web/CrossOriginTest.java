package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of this machine may call the shop; pages from elsewhere may not read what it answers. */
class CrossOriginTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private Door door;

    @BeforeEach
    void knock() {
        door = new Door(SHOP);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:5173",
                "https://localhost:3000",
                "http://127.0.0.1:8081",
                "http://127.1.2.3",
                "http://[::1]:4000"
            })
    void a_page_of_this_machine_may_read_what_is_answered(String origin) {
        for (String path : List.of("/api/v1/products", "/api/v1/users/999", "/nowhere", "/openapi.json", "/metrics")) {
            RawReply reply = door.ask(RawRequest.get(path).header("Origin: " + origin));
            assertThat(reply.header("Access-Control-Allow-Origin")).as(path).isEqualTo(origin);
            assertThat(reply.header("Vary")).as(path).contains("Origin");
            assertThat(reply.header("Access-Control-Expose-Headers"))
                    .contains("Location", "Retry-After", "Idempotent-Replayed", "X-Request-Id");
            assertThat(reply.header("Access-Control-Allow-Credentials")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "https://localhost.evil.example",
                "http://localhost@evil.example",
                "http://evil.example:8080",
                "http://127.0.0.1.evil.example",
                "http://127.evil.example",
                "http://notlocalhost",
                "http://10.0.0.1",
                "http://[::2]",
                "file://",
                "null",
                "*",
                "localhost",
                "ftp://localhost",
                "http://localhost:",
                "http://localhost:80/",
                "http://localhost http://evil.example",
                "HTTP://EVIL.EXAMPLE"
            })
    void a_page_from_elsewhere_may_not(String origin) {
        for (String method : List.of("GET", "OPTIONS", "HEAD")) {
            for (String path : List.of("/api/v1/products", "/api/v1/users/999", "/nowhere", "/openapi.json")) {
                RawReply reply = door.ask(RawRequest.of(method, path)
                        .header("Origin: " + origin)
                        .header("Access-Control-Request-Method: GET"));
                assertThat(reply.headers().keySet())
                        .as(method + " " + path)
                        .noneSatisfy(name -> assertThat(name).startsWithIgnoringCase("Access-Control-Allow-Origin"));
            }
        }
    }

    @Test
    void a_browser_that_asks_first_is_told_what_it_may_send() {
        RawReply reply = door.ask(RawRequest.of("OPTIONS", "/api/v1/users/1/points/charge")
                .header("Origin: http://localhost:5173")
                .header("Access-Control-Request-Method: POST")
                .header("Access-Control-Request-Headers: content-type,idempotency-key,authorization"));
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:5173");
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("OPTIONS, POST");
        assertThat(reply.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "Content-Type", "Accept-Language", "Idempotency-Key", "X-Request-Id");
        assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("600");
    }

    @Test
    void what_is_no_page_is_told_nothing_of_pages() {
        assertThat(door.ask(RawRequest.get("/api/v1/products")).headers().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
    }
}
