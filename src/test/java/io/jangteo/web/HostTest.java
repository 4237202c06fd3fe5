package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.CapturedLog;
import io.jangteo.TestShop;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server on loopback answers only to names of loopback, so that no page under a name that resolves here can reach it.
 */
class HostTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final List<String> PLACES = List.of(
            "/api/v1/products",
            "/api/v1/users/1",
            "/api/v1/admin/users",
            "/",
            "/docs",
            "/docs/errors",
            "/openapi.json",
            "/metrics",
            "/health/live",
            "/nowhere");

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
            strings = {"127.0.0.1", "127.0.0.1:1", "127.9.8.7", "localhost", "LocalHost:8080", "[::1]", "[::1]:80"})
    void a_name_of_this_machine_is_answered(String host) {
        RawRequest products = RawRequest.get("/api/v1/products");
        assertThat(door.send(products.header("Host: " + host)).status()).isEqualTo(200);
        assertThat(door.send(products.target("http://" + host + "/api/v1/products")
                                .header("Host: " + host))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.evil.example",
                "evil.example:80",
                "10.0.0.1",
                "0.0.0.0",
                "[::2]",
                "jangteo"
            })
    void any_other_name_is_turned_away_everywhere(String host) {
        door.assertRefused(
                403,
                PLACES.stream()
                        .map(RawRequest::get)
                        .map(request -> Examples.administrator(request).header("Host: " + host))
                        .toList());
        assertThat(door.ask(RawRequest.of("OPTIONS", "/api/v1/products").header("Host: " + host))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nothing_is_done_for_another_name() {
        Map<String, RawRequest> examples = Examples.in(SHOP, door);
        door.assertRefused(
                403,
                examples.values().stream()
                        .map(request -> request.header("Host: evil.example"))
                        .toList());
    }

    @Test
    void a_name_that_is_missing_doubled_or_contradicted_is_turned_away() {
        String line = "GET /api/v1/products HTTP/1.1\r\n";
        Stream.of(
                        line + "\r\n",
                        line + "Host:\r\n\r\n",
                        line + "Host: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n",
                        line + "Host: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
                        line + "Host: 127.0.0.1, evil.example\r\n\r\n",
                        line + "Host: 127.0.0.1 evil.example\r\n\r\n",
                        line + "Host: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\nForwarded: host=127.0.0.1\r\n\r\n",
                        line.replace("/api", "http://evil.example/api") + "Host: 127.0.0.1\r\n\r\n",
                        line.replace("/api", "http://127.0.0.1/api") + "Host: evil.example\r\n\r\n",
                        line.replace("/api", "http://evil.example/api") + "Host: evil.example\r\n\r\n",
                        line.replace("1.1", "1.0") + "\r\n",
                        line.replace("1.1", "1.0") + "Host: evil.example\r\n\r\n")
                .forEach(request -> {
                    try (Connection connection = Connection.to(SHOP.baseUrl())) {
                        Response reply = connection.send(request).read();
                        assertThat(reply.status()).as(request).isIn(400, 403);
                        assertThat(reply.isProblem()).as(request).isTrue();
                        assertThat(reply.text()).doesNotContain("products\":");
                    }
                });
    }

    @Test
    void what_is_no_name_at_all_is_turned_away_without_a_word_in_the_log() {
        try (CapturedLog log = new CapturedLog()) {
            for (String host : List.of("a/b", "\"", "%n", "[::1:", "[[[", "1.1.1.1:x", "\u00e9", "a\r\nHost: a")) {
                Response reply = door.ask(RawRequest.get("/api/v1/products").header("Host: " + host));
                assertThat(reply.status()).as(host).isIn(400, 403);
            }
            // Logging these would let anyone fill the disk.
            assertThat(log.linesWith("jangteo-http")).isEmpty();
        }
    }
}
