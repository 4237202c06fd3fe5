package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.HeldWriter;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers do to connections: pipeline, expect 100-continue, hang up, dawdle. */
class ConnectionTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private long user;
    private RawRequest charge;
    private Connection connection;

    @BeforeEach
    void connect() {
        user = SHOP.user(0);
        charge = RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":1000}");
        connection = Connection.to(SHOP.baseUrl());
    }

    @AfterEach
    void hangUp() {
        connection.close();
    }

    @Test
    void requests_that_are_sent_together_are_answered_one_by_one_in_their_order() {
        RawRequest balance = RawRequest.get("/api/v1/users/" + user);
        RawRequest wrong = charge.body("{");
        String all = text(charge)
                + text(balance)
                + text(wrong)
                + text(charge)
                + text(RawRequest.get("/nowhere"))
                + text(balance);
        connection.send(all);
        assertThat(connection.read().json().path("point").asLong()).isEqualTo(1_000);
        assertThat(connection.read().json().path("point").asLong()).isEqualTo(1_000);
        assertThat(connection.read().status()).isEqualTo(400);
        assertThat(connection.read().json().path("point").asLong()).isEqualTo(2_000);
        assertThat(connection.read().status()).isEqualTo(404);
        assertThat(connection.read().json().path("point").asLong()).isEqualTo(2_000);
    }

    @Test
    void a_caller_who_asks_first_is_told_to_go_on() {
        byte[] bytes = charge.header("Expect: 100-continue").bytes();
        int head = bytes.length - charge.body().length;
        connection.send(Arrays.copyOf(bytes, head));
        assertThat(connection.readInterim()).isEqualTo(100);
        connection.send(Arrays.copyOfRange(bytes, head, bytes.length));
        assertThat(connection.read().status()).isEqualTo(200);
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000);
    }

    @Test
    void a_request_in_single_bytes_is_read_as_well() {
        for (byte each : charge.bytes()) {
            connection.send(new byte[] {each});
        }
        assertThat(connection.read().json().path("point").asLong()).isEqualTo(1_000);
    }

    @Test
    void what_a_caller_has_sent_is_done_even_if_the_caller_hangs_up() {
        connection.send(charge);
        connection.close();
        await().until(() -> SHOP.pointsOf(user) == 1_000);
    }

    @Test
    @SqliteOnly("holds the one writer for as long as it wants")
    void what_a_caller_has_sent_is_done_even_if_the_caller_crashes_while_it_waits_for_the_writer() {
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            crashWhileWaiting(door);
            await().until(() -> SHOP.pointsOf(user) == 1_000);
        }
    }

    @Test
    @SqliteOnly("holds the one writer for as long as it wants")
    void a_caller_who_crashes_is_no_failure_of_the_server() {
        String crashed = "route=\"/api/v1/users/{userId}/points/charge\",status=\"";
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            crashWhileWaiting(door);
            await().until(() -> metrics(door).anyMatch(line -> line.contains(crashed)));
            assertThat(metrics(door)).noneMatch(line -> line.contains("code=\"INTERNAL\""));
        }
    }

    @Test
    void a_request_that_ends_early_is_not_done() {
        byte[] bytes = charge.body("{\"amount\":1000}   ").bytes();
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            door.assertNoEffect(() -> {
                for (int missing : new int[] {1, 2, 3, 10, charge.body().length + 3, charge.body().length + 30}) {
                    try (Connection other = Connection.to(SHOP.baseUrl())) {
                        other.send(Arrays.copyOf(bytes, bytes.length - missing)).reset();
                    }
                }
                assertThat(door.send(RawRequest.get("/health/ready")).status()).isEqualTo(200);
            });
        }
    }

    @Test
    void a_connection_goes_on_after_a_refusal() {
        for (int i = 0; i < 3; i++) {
            assertThat(connection
                            .send(charge.body("{\"amount\":\"1000\"}"))
                            .read()
                            .status())
                    .isEqualTo(400);
            assertThat(connection
                            .send(charge.header("Content-Type: text/plain"))
                            .read()
                            .status())
                    .isEqualTo(415);
            assertThat(connection
                            .send(RawRequest.get("/nowhere").body("{}"))
                            .read()
                            .status())
                    .isEqualTo(404);
            assertThat(connection.send(charge).read().status()).isEqualTo(200);
        }
    }

    @Test
    void a_caller_who_wants_the_connection_closed_gets_it_closed() {
        assertThat(connection.send(charge.header("Connection: close")).read().status())
                .isEqualTo(200);
        assertThat(connection.isClosed()).isTrue();
        try (Connection old = Connection.to(SHOP.baseUrl())) {
            Response reply = old.send("GET /api/v1/products HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                    .read();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(old.isClosed()).isTrue();
        }
    }

    private void crashWhileWaiting(DocumentedDoor door) {
        try (HeldWriter held = HeldWriter.of(SHOP)) {
            connection.send(charge);
            HeldWriter.awaitWaiting(SHOP.baseUrl(), 1);
            connection.reset();
        }
    }

    private static Stream<String> metrics(DocumentedDoor door) {
        return door.ask(RawRequest.get("/metrics")).text().lines();
    }

    private static String text(RawRequest request) {
        return new String(request.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
