package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.HeldWriter;
import io.jangteo.TestShop;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers do to connections: send much at once, ask first, hang up, dawdle. */
class ConnectionTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private long user;
    private RawRequest charge;
    private Wire wire;

    @BeforeEach
    void connect() {
        user = SHOP.user(0);
        charge = RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":1000}");
        wire = Wire.to(SHOP.baseUrl());
    }

    @AfterEach
    void hangUp() {
        wire.close();
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
        wire.send(all);
        assertThat(wire.read().json().path("point").asLong()).isEqualTo(1_000);
        assertThat(wire.read().json().path("point").asLong()).isEqualTo(1_000);
        assertThat(wire.read().status()).isEqualTo(400);
        assertThat(wire.read().json().path("point").asLong()).isEqualTo(2_000);
        assertThat(wire.read().status()).isEqualTo(404);
        assertThat(wire.read().json().path("point").asLong()).isEqualTo(2_000);
    }

    @Test
    void a_caller_who_asks_first_is_told_to_go_on() {
        byte[] bytes = charge.header("Expect: 100-continue").bytes();
        int head = bytes.length - charge.body().length;
        wire.send(Arrays.copyOf(bytes, head));
        assertThat(wire.readInterim()).isEqualTo(100);
        wire.send(Arrays.copyOfRange(bytes, head, bytes.length));
        assertThat(wire.read().status()).isEqualTo(200);
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000);
    }

    @Test
    void a_request_in_single_bytes_is_read_as_well() {
        for (byte each : charge.bytes()) {
            wire.send(new byte[] {each});
        }
        assertThat(wire.read().json().path("point").asLong()).isEqualTo(1_000);
    }

    @Test
    void what_a_caller_has_sent_is_done_even_if_the_caller_hangs_up() {
        wire.send(charge);
        wire.close();
        await().until(() -> SHOP.pointsOf(user) == 1_000);
    }

    @Test
    void what_a_caller_has_sent_is_done_even_if_the_caller_crashes_while_it_waits_for_the_writer() {
        try (Door door = new Door(SHOP)) {
            crashWhileWaiting(door);
            await().until(() -> SHOP.pointsOf(user) == 1_000);
        }
    }

    @Test
    void a_caller_who_crashes_is_no_failure_of_the_server() {
        String crashed = "route=\"/api/v1/users/{userId}/points/charge\",status=\"";
        try (Door door = new Door(SHOP)) {
            crashWhileWaiting(door);
            await().until(() -> metrics(door).anyMatch(line -> line.contains(crashed)));
            assertThat(metrics(door)).noneMatch(line -> line.contains("code=\"INTERNAL\""));
        }
    }

    @Test
    void a_request_that_ends_early_is_not_done() {
        byte[] bytes = charge.body("{\"amount\":1000}   ").bytes();
        try (Door door = new Door(SHOP)) {
            door.assertNoEffect(() -> {
                for (int missing : new int[] {1, 2, 3, 10, charge.body().length + 3, charge.body().length + 30}) {
                    try (Wire other = Wire.to(SHOP.baseUrl())) {
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
            assertThat(wire.send(charge.body("{\"amount\":\"1000\"}")).read().status())
                    .isEqualTo(400);
            assertThat(wire.send(charge.header("Content-Type: text/plain"))
                            .read()
                            .status())
                    .isEqualTo(415);
            assertThat(wire.send(RawRequest.get("/nowhere").body("{}")).read().status())
                    .isEqualTo(404);
            assertThat(wire.send(charge).read().status()).isEqualTo(200);
        }
    }

    @Test
    void a_caller_who_wants_the_connection_closed_gets_it_closed() {
        assertThat(wire.send(charge.header("Connection: close")).read().status())
                .isEqualTo(200);
        assertThat(wire.isClosed()).isTrue();
        try (Wire old = Wire.to(SHOP.baseUrl())) {
            RawReply reply = old.send("GET /api/v1/products HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                    .read();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(old.isClosed()).isTrue();
        }
    }

    private void crashWhileWaiting(Door door) {
        try (HeldWriter held = HeldWriter.of(SHOP)) {
            wire.send(charge);
            HeldWriter.awaitWaiting(SHOP.baseUrl(), 1);
            wire.reset();
        }
    }

    private static Stream<String> metrics(Door door) {
        return door.ask(RawRequest.get("/metrics")).text().lines();
    }

    private static String text(RawRequest request) {
        return new String(request.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
