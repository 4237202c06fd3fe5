package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages from this machine may call the shop; pages from elsewhere may not read its replies. */
class CrossOriginTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.corsOrigins("https://front.example"));

    private static final String OFFERED = "content-type,baggage,sentry-trace,x-requested-with,cache-control";

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
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:5173",
                "https://localhost:3000",
                "http://127.0.0.1:8081",
                "http://127.1.2.3",
                "http://[::1]:4000",
                "http://shop.localhost:5173",
                "https://front.example"
            })
    void a_page_of_this_machine_may_read_what_is_answered(String origin) {
        for (String path : List.of("/api/v1/products", "/api/v1/users/999", "/nowhere", "/openapi.json", "/metrics")) {
            Response reply = door.ask(RawRequest.get(path).header("Origin: " + origin));
            assertThat(reply.header("Access-Control-Allow-Origin")).as(path).isEqualTo(origin);
            assertThat(reply.header("Vary")).as(path).contains("Origin");
            assertThat(reply.header("Access-Control-Expose-Headers"))
                    .contains("Location", "Retry-After", "Idempotent-Replayed", "X-Request-Id");
            assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
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
                "HTTP://EVIL.EXAMPLE",
                "http://front.example",
                "https://front.example:8443",
                "https://front.example.evil.example",
                "http://localhost.",
                "http://.localhost"
            })
    void a_page_from_elsewhere_may_not(String origin) {
        for (String method : List.of("GET", "OPTIONS", "HEAD")) {
            for (String path : List.of("/api/v1/products", "/api/v1/users/999", "/nowhere", "/openapi.json")) {
                Response reply = door.ask(RawRequest.of(method, path)
                        .header("Origin: " + origin)
                        .header("Access-Control-Request-Method: GET"));
                assertThat(reply.headers().keySet())
                        .as(method + " " + path)
                        .noneSatisfy(name -> assertThat(name).startsWithIgnoringCase("Access-Control-Allow-Origin"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "https://front.example"})
    void a_browser_that_asks_first_is_told_that_it_may_send_what_it_asks_for(String origin) {
        Response reply = door.ask(preflight(origin).header("Access-Control-Request-Headers: " + OFFERED));
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("OPTIONS, POST");
        assertThat(reply.header("Access-Control-Allow-Headers")).isEqualTo(OFFERED);
        assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(reply.header("Vary"))
                .isEqualTo("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    }

    @Test
    void what_is_no_list_of_names_is_not_echoed_nor_anything_to_a_page_from_elsewhere() {
        for (String odd : List.of("a\u00e9", "a:b", "<script>", "a".repeat(5_000))) {
            Response reply =
                    door.ask(preflight("http://localhost:5173").header("Access-Control-Request-Headers: " + odd));
            assertThat(reply.header("Access-Control-Allow-Headers")).isNull();
        }
        Response reply = door.ask(preflight("http://evil.example").header("Access-Control-Request-Headers: baggage"));
        assertThat(reply.headers().keySet()).noneMatch(name -> name.startsWith("Access-Control"));
        assertThat(reply.header("Vary")).contains("Origin");
    }

    @Test
    void no_reply_can_be_loaded_as_something_else_by_a_page_from_elsewhere() {
        for (String path : List.of("/", "/api/v1/products", "/nowhere", "/metrics", "/docs/errors", "/a/%zz")) {
            Response reply = door.ask(RawRequest.get(path));
            assertThat(reply.header("Cross-Origin-Resource-Policy")).as(path).isEqualTo("same-origin");
            assertThat(reply.header("Vary")).as(path).contains("Origin");
        }
    }

    @Test
    void what_a_browser_loads_for_another_site_is_turned_away_whatever_is_there() {
        for (String site : List.of("cross-site", "same-site")) {
            for (String mode : List.of("no-cors", "cors", "navigate")) {
                for (String path : List.of("/", "/api/v1/products", "/api/v1/users/999", "/nowhere", "/metrics")) {
                    Response reply = door.ask(fetched(RawRequest.get(path), site, mode, "object"));
                    assertThat(reply.status())
                            .as(site + " " + mode + " " + path)
                            .isEqualTo(403);
                    assertThat(reply.code()).isEqualTo("FORBIDDEN");
                }
            }
        }
    }

    @Test
    void a_link_an_own_page_and_an_allowed_one_are_served() {
        RawRequest products = RawRequest.get("/api/v1/products");
        assertThat(door.ask(fetched(products, "cross-site", "navigate", "document"))
                        .status())
                .isEqualTo(200);
        assertThat(door.ask(fetched(products.method("POST"), "cross-site", "navigate", "document"))
                        .status())
                .isEqualTo(403);
        assertThat(door.ask(fetched(products, "same-origin", "no-cors", "script"))
                        .status())
                .isEqualTo(200);
        assertThat(door.ask(fetched(products, "none", "navigate", "document")).status())
                .isEqualTo(200);
        for (String origin : List.of("http://localhost:5173", "https://front.example")) {
            RawRequest call = fetched(products, "cross-site", "cors", "empty").header("Origin: " + origin);
            assertThat(door.ask(call).status()).isEqualTo(200);
        }
    }

    @Test
    void what_is_no_page_is_told_nothing_of_pages() {
        assertThat(door.ask(RawRequest.get("/api/v1/products")).headers().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
    }

    private static RawRequest preflight(String origin) {
        return RawRequest.of("OPTIONS", "/api/v1/users/1/points/charge")
                .header("Origin: " + origin)
                .header("Access-Control-Request-Method: POST");
    }

    private static RawRequest fetched(RawRequest request, String site, String mode, String destination) {
        return request.header("Sec-Fetch-Site: " + site)
                .header("Sec-Fetch-Mode: " + mode)
                .header("Sec-Fetch-Dest: " + destination);
    }
}
