package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The largest body, with or without a declared length. */
class BodyBoundsTest {
    private static final int BODY_MAX_BYTES = 20_000;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.bodyMaxBytes(BODY_MAX_BYTES));

    private DocumentedDoor door;
    private Map<String, RawRequest> examples;
    private List<RawRequest> changing;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        examples = Examples.in(SHOP, door);
        changing = examples.values().stream()
                .filter(request -> !request.method().equals("GET"))
                .map(request -> request.body().length == 0 ? request.json("{}") : request)
                .toList();
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void one_byte_too_many_is_refused_by_every_route() {
        door.assertRefused(
                413,
                changing.stream()
                        .map(request -> padded(request, BODY_MAX_BYTES + 1))
                        .toList());
    }

    @Test
    void one_byte_too_many_is_refused_by_every_route_without_a_length_too() {
        door.assertRefused(
                413,
                changing.stream()
                        .map(request -> inChunks(padded(request, BODY_MAX_BYTES + 1), 7_000))
                        .toList());
    }

    @Test
    void a_body_of_just_the_bound_is_read_whole() {
        RawRequest full = padded(examples.get("createUser"), BODY_MAX_BYTES);
        assertThat(door.send(full).status()).isEqualTo(201);
        assertThat(door.ask(inChunks(full, 20)).status()).isEqualTo(201);
        assertThat(door.ask(inChunks(full, 9_999)).status()).isEqualTo(201);
    }

    @Test
    void a_small_body_may_come_in_single_bytes_but_not_a_large_one() {
        RawRequest create = examples.get("createUser");
        assertThat(door.ask(inChunks(padded(create, 1_000), 1)).status()).isEqualTo(201);
        Response refused = door.ask(inChunks(padded(create, BODY_MAX_BYTES), 1));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("MALFORMED_REQUEST");
        assertThat(refused.header("Connection")).isEqualTo("close");
    }

    @Test
    void a_body_for_nobody_is_refused_before_it_has_come() {
        String chunked = " HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n";
        Map<String, Integer> refused =
                Map.of("POST /nosuch", 404, "POST /health/live", 405, "POST /api/v1/admin/users", 401);
        refused.forEach((start, status) -> {
            try (Connection connection = Connection.to(SHOP.baseUrl())) {
                Response reply = connection.send(start + chunked).read();
                assertThat(reply.status()).as(start).isEqualTo(status);
                assertThat(reply.header("Connection")).isEqualTo("close");
                assertThat(connection.isClosed()).isTrue();
            }
        });
    }

    @Test
    void megabytes_are_refused_before_they_have_come() {
        RawRequest vast = padded(examples.get("createUser"), 8_000_000);
        door.assertRefused(413, List.of(vast, inChunks(vast, 1_000_000)));
    }

    @Test
    void who_may_not_call_is_told_so_whatever_is_sent() {
        RawRequest vast = padded(examples.get("createUser"), BODY_MAX_BYTES + 1).without("Authorization");
        door.assertRefused(
                401,
                List.of(
                        vast,
                        inChunks(vast, 5_000),
                        vast.header("Content-Type: text/plain").body("{")));
    }

    @Test
    void the_body_of_a_read_may_have_any_length() {
        RawRequest products = examples.get("listProducts");
        assertThat(door.send(padded(products, 100_000)).status()).isEqualTo(200);
        assertThat(door.send(inChunks(padded(products, 100_000), 10_000)).status())
                .isEqualTo(200);
        assertThat(door.send(products).status()).isEqualTo(200);
    }

    private static RawRequest padded(RawRequest request, int bytes) {
        return request.body(request.text() + " ".repeat(bytes - request.body().length));
    }

    private static RawRequest inChunks(RawRequest request, int size) {
        StringBuilder chunks = new StringBuilder();
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        for (int from = 0; from < body.length(); from += size) {
            String chunk = body.substring(from, Math.min(body.length(), from + size));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return request.header("Transfer-Encoding: chunked")
                .body((chunks + "0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
