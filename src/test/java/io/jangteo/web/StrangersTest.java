package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who send too much, too little or too slowly, or do not read: others are served all the same. */
@BothEngines
class StrangersTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String HOST = "Host: 127.0.0.1\r\n";

    private final List<Connection> strangers = new ArrayList<>();
    private DocumentedDoor door;
    private long user;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        user = SHOP.user(0);
    }

    @AfterEach
    void leave() {
        strangers.forEach(Connection::reset);
        door.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1_001, 2_000, 4_000, 30_000})
    void a_long_path_is_not_found(int length) {
        for (String path : List.of(
                "/" + "a".repeat(length),
                "/api/v1/products/" + "1".repeat(length),
                "/files/" + "a/".repeat(length / 2),
                "/api/v1/users/" + "%41".repeat(length / 3) + "/coupons/x")) {
            Response reply = door.ask(RawRequest.get(path));
            assertThat(reply.status()).as(path).isIn(400, 404);
            assertThat(reply.isProblem()).isTrue();
            assertThat(reply.json().path("instance").asText()).hasSizeBetween(1, 256);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%s HTTP/1.1\r\n", "GET /?%s HTTP/1.1\r\n", "GET / HTTP/1.1\r\nCookie: %s\r\n"})
    void an_address_or_headers_past_the_bound_are_told_the_bound(String start) {
        Connection connection = stranger();
        Response reply = connection
                .trySend((start.formatted("a".repeat(33_000)) + HOST + "\r\n").getBytes())
                .read();
        assertThat(reply.status()).isEqualTo(431);
        assertThat(reply.code()).isEqualTo("HEADERS_TOO_LARGE");
        assertThat(reply.text()).contains("32,768");
        // A page elsewhere on this machine can read it too, though its Origin was not.
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void long_headers_within_the_bound_are_read() {
        RawRequest balance = RawRequest.get("/api/v1/users/" + user);
        assertThat(door.ask(balance.header("Cookie: " + "a".repeat(30_000))).status())
                .isEqualTo(200);
    }

    @Test
    void a_header_that_may_come_once_is_refused_twice() {
        RawRequest charge = charge();
        for (String header : List.of(
                "Content-Type: application/json\r\nContent-Type: application/json",
                "Authorization: Bearer a\r\nAuthorization: Bearer b",
                "Idempotency-Key: a\r\nIdempotency-Key: a",
                "Origin: http://localhost:1\r\nOrigin: http://localhost:1")) {
            Response reply = door.ask(charge.header(header));
            assertThat(reply.status()).as(header).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("MALFORMED_REQUEST");
        }
        assertThat(SHOP.pointsOf(user)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/docs/../../x", "/%2e%2e/x", "/api/v1/products/3%00", "/%41%4"})
    void whoever_sends_an_address_that_is_none_is_told_that_the_connection_ends(String path) {
        Connection connection = stranger();
        Response reply =
                connection.send("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n").read();
        assertThat(reply.status()).isIn(400, 404);
        assertThat("close".equals(reply.header("Connection")))
                .as(reply.toString())
                .isEqualTo(reply.status() == 400);
        if (reply.status() == 400) {
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void what_a_browser_has_already_is_confirmed_with_the_headers_of_the_whole() {
        Response whole = door.ask(RawRequest.get("/docs"));
        Response known = stranger()
                .send(RawRequest.get("/docs").header("If-None-Match: " + whole.header("ETag")))
                .readHead();
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.header("Content-Length")).isEqualTo(whole.header("Content-Length"));
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1, 'gzip, chunked'", "HTTP/1.1, gzip", "HTTP/1.0, chunked"})
    void chunks_are_for_http_1_1_and_in_no_other_coding(String version, String coding) {
        String request = "POST /api/v1/users/" + user + "/points/charge " + version + "\r\n" + HOST
                + "Content-Type: application/json\r\nTransfer-Encoding: " + coding + "\r\n\r\n"
                + "f\r\n{\"amount\":1000}\r\n0\r\n\r\n";
        Response reply = stranger().send(request).read();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("MALFORMED_REQUEST");
        assertThat(SHOP.pointsOf(user)).isZero();
    }

    @Test
    void those_who_do_not_read_hold_nobody_up() {
        String files = ("GET /openapi.json HTTP/1.1\r\n" + HOST + "\r\n").repeat(60);
        for (int i = 0; i < 70; i++) {
            stranger().send(files);
        }
        // Each of these waits for a place that an unread reply used to occupy.
        assertServed();
    }

    @Test
    void bodies_that_trickle_hold_nobody_up() {
        String start = "POST /api/v1/users/" + user + "/points/charge HTTP/1.1\r\n" + HOST
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        byte[] chunks = (start + "1\r\n \r\n".repeat(30_000)).getBytes();
        for (int i = 0; i < 200; i++) {
            stranger().trySend(chunks);
        }
        assertServed();
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000);
    }

    private void assertServed() {
        assertThat(door.ask(RawRequest.get("/health/live")).status()).isEqualTo(200);
        assertThat(door.ask(RawRequest.get("/api/v1/users/" + user)).status()).isEqualTo(200);
        assertThat(door.ask(charge()).status()).isEqualTo(200);
        assertThat(door.ask(RawRequest.get("/metrics")).status()).isEqualTo(200);
    }

    private RawRequest charge() {
        return RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":1000}");
    }

    private Connection stranger() {
        Connection connection = Connection.to(SHOP.baseUrl());
        strangers.add(connection);
        return connection;
    }
}
