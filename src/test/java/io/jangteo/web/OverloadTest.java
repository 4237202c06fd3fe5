package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.HeldWriter;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More writes than the writer gets done: who is too many is told at once, and reads go on. */
class OverloadTest {
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    /** Two writes may wait, for as long as they like. */
    @RegisterExtension
    static final TestShop SMALL =
            TestShop.with(settings -> settings.writeQueueMax(2).writeQueueWait(Duration.ofMinutes(1)));

    /** Many writes may wait, but not for long. */
    @RegisterExtension
    static final TestShop HASTY = TestShop.with(settings -> settings.writeQueueWait(SHORT_WAIT));

    @Test
    void one_more_than_may_wait_is_refused_at_once_without_effect() {
        long user = SMALL.user(0);
        RawRequest charge = charge(user);
        RawRequest keyed = charge.header("Idempotency-Key: once");
        try (Door door = new Door(SMALL);
                Wire first = Wire.to(SMALL.baseUrl());
                Wire second = Wire.to(SMALL.baseUrl())) {
            try (HeldWriter held = HeldWriter.of(SMALL)) {
                first.send(charge);
                HeldWriter.awaitWaiting(SMALL.baseUrl(), 1);
                second.send(charge);
                HeldWriter.awaitWaiting(SMALL.baseUrl(), 2);
                for (RawRequest request : List.of(charge, keyed, charge, keyed)) {
                    assertOverloaded(door, request);
                }
                assertThat(door.send(RawRequest.get("/api/v1/users/" + user))
                                .json()
                                .path("point")
                                .asLong())
                        .isZero();
            }
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(second.read().status()).isEqualTo(200);
            assertThat(SMALL.pointsOf(user)).isEqualTo(2_000);
            RawReply later = door.send(keyed);
            assertThat(later.status()).isEqualTo(200);
            assertThat(later.header("Idempotent-Replayed")).isNull();
            assertThat(SMALL.pointsOf(user)).isEqualTo(3_000);
        }
    }

    @Test
    void who_has_waited_too_long_is_refused_without_effect() {
        long user = HASTY.user(0);
        try (Door door = new Door(HASTY);
                Wire late = Wire.to(HASTY.baseUrl())) {
            RawRequest charge = charge(user).header("Idempotency-Key: once").header("Origin: http://localhost:5173");
            try (HeldWriter held = HeldWriter.of(HASTY)) {
                late.send(charge);
                HeldWriter.awaitWaiting(HASTY.baseUrl(), 1);
                long since = System.nanoTime();
                await().until(() -> System.nanoTime() - since > SHORT_WAIT.toNanos());
            }
            RawReply reply = late.read();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("OVERLOADED");
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:5173");
            assertThat(reply.header("X-Request-Id")).isNotEmpty();
            assertThat(door.breaches(charge, reply)).isEmpty();
            assertThat(HASTY.pointsOf(user)).isZero();
            await().until(() -> door.ask(charge).status() == 200);
            assertThat(HASTY.pointsOf(user)).isEqualTo(1_000);
        }
    }

    @Test
    void reads_are_answered_while_the_writer_is_stuck() {
        try (Door door = new Door(SMALL)) {
            List<RawRequest> reads = Examples.in(SMALL, door).values().stream()
                    .filter(request ->
                            request.method().equals("GET") && !request.path().equals("/health/ready"))
                    .toList();
            try (HeldWriter held = HeldWriter.of(SMALL);
                    Wire first = Wire.to(SMALL.baseUrl());
                    Wire second = Wire.to(SMALL.baseUrl())) {
                first.send(charge(1));
                second.send(charge(1));
                HeldWriter.awaitWaiting(SMALL.baseUrl(), 2);
                assertThat(reads)
                        .hasSizeGreaterThan(12)
                        .allSatisfy(read -> assertThat(door.send(read).status())
                                .as(read.toString())
                                .isEqualTo(200));
                assertThat(List.of("/", "/docs", "/openapi.json", "/metrics"))
                        .allSatisfy(page -> assertThat(
                                        door.ask(RawRequest.get(page)).status())
                                .isEqualTo(200));
            }
        }
    }

    @Test
    void a_server_whose_writer_is_stuck_lives_and_is_not_ready() {
        try (Door door = new Door(SMALL)) {
            RawRequest ready = RawRequest.get("/health/ready");
            assertThat(door.send(ready).text()).isEqualTo("{\"status\":\"UP\",\"relay\":\"RUNNING\"}");
            try (HeldWriter held = HeldWriter.of(SMALL)) {
                // Those who ask within a second share a reply.
                await().until(() -> door.ask(ready).status() == 503);
                assertOverloaded(door, ready);
                assertThat(door.send(RawRequest.get("/health/live")).status()).isEqualTo(200);
                assertOverloaded(door, ready);
            }
            await().until(() -> door.ask(ready).status() == 200);
        }
    }

    private static void assertOverloaded(Door door, RawRequest request) {
        RawReply reply = door.ask(request);
        assertThat(reply.status()).as(request.toString()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("OVERLOADED");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(door.breaches(request, reply)).isEmpty();
    }

    private static RawRequest charge(long user) {
        return RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":1000}");
    }
}
