package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.HeldWriter;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.wire.Connection;
import io.jangteo.wire.Crowd;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More writes than the writer can handle: excess ones are refused at once, and reads continue. */
@Tag("slow")
@SqliteOnly("fills the queue of the one writer")
class OverloadTest {
    private static final int SHORT_QUEUE = 2;
    /** Longer than the server has threads. */
    private static final int LONG_QUEUE = 500;

    private static final Duration LONG_WAIT = Duration.ofMinutes(1);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);
    private static final long AMOUNT = 1_000;
    private static final String OVERLOADED = "503 OVERLOADED";

    /** Two writes may wait, for a minute each. */
    @RegisterExtension
    static final TestShop SMALL =
            TestShop.with(settings -> settings.writeQueueMax(SHORT_QUEUE).writeQueueWait(LONG_WAIT));

    /** More writes may wait than the server has threads. */
    @RegisterExtension
    static final TestShop LONG =
            TestShop.with(settings -> settings.writeQueueMax(LONG_QUEUE).writeQueueWait(LONG_WAIT));

    /** Many writes may wait, but not for long. */
    @RegisterExtension
    static final TestShop HASTY = TestShop.with(settings -> settings.writeQueueWait(SHORT_WAIT));

    @Test
    void one_more_than_may_wait_is_refused_at_once_without_effect() {
        long user = SMALL.user(0);
        RawRequest charge = charge(user);
        RawRequest keyed = charge.header("Idempotency-Key: once");
        try (DocumentedDoor door = new DocumentedDoor(SMALL);
                Connection first = Connection.to(SMALL.baseUrl());
                Connection second = Connection.to(SMALL.baseUrl())) {
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
            Response later = door.send(keyed);
            assertThat(later.status()).isEqualTo(200);
            assertThat(later.header("Idempotent-Replayed")).isNull();
            assertThat(SMALL.pointsOf(user)).isEqualTo(3_000);
        }
    }

    @Test
    void who_has_waited_too_long_is_refused_without_effect() {
        long user = HASTY.user(0);
        try (DocumentedDoor door = new DocumentedDoor(HASTY);
                Connection late = Connection.to(HASTY.baseUrl())) {
            RawRequest charge = charge(user).header("Idempotency-Key: once").header("Origin: http://localhost:5173");
            try (HeldWriter held = HeldWriter.of(HASTY)) {
                late.send(charge);
                passShortWait(1);
            }
            Response reply = late.read();
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
    void what_finds_the_queue_full_has_not_happened_and_happens_when_it_is_tried_again() {
        int callers = 40;
        long user = SMALL.user(0);
        List<RawRequest> charges = charges(user, callers);
        assertTurnedAway(
                callers - SHORT_QUEUE,
                rush(
                        SMALL,
                        charges,
                        answered -> await().until(answered::getAsInt, count -> count == callers - SHORT_QUEUE)));
        assertCharged(SMALL, user, SHORT_QUEUE);
        List<Response> again = new ArrayList<>();
        charges.forEach(charge -> again.addAll(new Crowd(SMALL.baseUrl()).rush(List.of(charge))));
        assertThat(again).extracting(Response::outcome).containsOnly("200");
        assertThat(again).filteredOn(Response::isReplayed).hasSize(SHORT_QUEUE);
        assertCharged(SMALL, user, callers);
    }

    @Test
    void as_many_wait_as_may_and_hold_no_thread() {
        int turnedAway = 50;
        int callers = LONG_QUEUE + turnedAway;
        long user = LONG.user(0);
        assertTurnedAway(
                turnedAway,
                rush(
                        LONG,
                        charges(user, callers),
                        answered -> await().until(answered::getAsInt, count -> count == turnedAway)));
        assertCharged(LONG, user, callers - turnedAway);
    }

    @Test
    void what_has_waited_too_long_has_not_happened() {
        int callers = 100;
        long user = HASTY.user(0);
        assertTurnedAway(callers, rush(HASTY, charges(user, callers), answered -> passShortWait(callers)));
        assertCharged(HASTY, user, 0);
    }

    @Test
    void reads_are_answered_while_the_writer_is_stuck() {
        try (DocumentedDoor door = new DocumentedDoor(SMALL)) {
            List<RawRequest> reads = Examples.in(SMALL, door).values().stream()
                    .filter(request ->
                            request.method().equals("GET") && !request.path().equals("/health/ready"))
                    .toList();
            try (HeldWriter held = HeldWriter.of(SMALL);
                    Connection first = Connection.to(SMALL.baseUrl());
                    Connection second = Connection.to(SMALL.baseUrl())) {
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
        try (DocumentedDoor door = new DocumentedDoor(SMALL)) {
            RawRequest ready = RawRequest.get("/health/ready");
            assertThat(door.send(ready).text()).isEqualTo("{\"status\":\"UP\",\"relay\":\"RUNNING\"}");
            try (HeldWriter held = HeldWriter.of(SMALL)) {
                // Callers within one second share a reply.
                await().until(() -> door.ask(ready).status() == 503);
                assertOverloaded(door, ready);
                assertThat(door.send(RawRequest.get("/health/live")).status()).isEqualTo(200);
                assertOverloaded(door, ready);
            }
            await().until(() -> door.ask(ready).status() == 200);
        }
    }

    /** What a crowd is answered, all of which waits for the writer while something else is done. */
    private static List<Response> rush(TestShop shop, List<RawRequest> requests, Consumer<IntSupplier> meanwhile) {
        HeldWriter writer = HeldWriter.of(shop);
        return new Crowd(shop.baseUrl()).rush(requests, answered -> {
            try (writer) {
                meanwhile.accept(answered);
            }
        });
    }

    /** Until so many writes wait and all of them have waited too long; the writer says so when their turn comes. */
    private static void passShortWait(int writes) {
        HeldWriter.awaitWaiting(HASTY.baseUrl(), writes);
        long since = System.nanoTime();
        await().until(() -> System.nanoTime() - since > SHORT_WAIT.toNanos());
    }

    private static List<RawRequest> charges(long user, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> charge(user).header("Idempotency-Key: charge " + i))
                .toList();
    }

    private static void assertTurnedAway(int count, List<Response> replies) {
        Map<String, Integer> expected = new TreeMap<>(Map.of("200", replies.size() - count, OVERLOADED, count));
        expected.values().removeIf(none -> none == 0);
        assertThat(Response.outcomes(replies)).isEqualTo(expected);
        assertThat(replies)
                .filteredOn(reply -> !reply.isSuccess())
                .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isEqualTo("1"))
                .allMatch(Response::isProblem);
    }

    private static void assertCharged(TestShop shop, long user, int times) {
        assertThat(shop.pointsOf(user)).isEqualTo(times * AMOUNT);
    }

    private static void assertOverloaded(DocumentedDoor door, RawRequest request) {
        Response reply = door.ask(request);
        assertThat(reply.status()).as(request.toString()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("OVERLOADED");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(door.breaches(request, reply)).isEmpty();
    }

    private static RawRequest charge(long user) {
        return RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":" + AMOUNT + "}");
    }
}
