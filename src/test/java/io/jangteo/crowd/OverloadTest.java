package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.HeldWriter;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Crowds that are larger than the shop's bounds: whoever is turned away is told so, and nothing was done for him. */
class OverloadTest {
    private static final int SHORT_QUEUE = 4;
    /** Longer than the server runs at the same time, so that it is full before the queue is. */
    private static final int LONG_QUEUE = 300;

    private static final int RUNNING_MAX = 192;
    private static final Duration LONG_WAIT = Duration.ofMinutes(1);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(3);
    private static final long AMOUNT = 1_000;
    private static final String OVERLOADED = "503 OVERLOADED";

    @RegisterExtension
    static final TestShop SHORT =
            TestShop.with(settings -> settings.writeQueueMax(SHORT_QUEUE).writeQueueWait(LONG_WAIT));

    @RegisterExtension
    static final TestShop LONG =
            TestShop.with(settings -> settings.writeQueueMax(LONG_QUEUE).writeQueueWait(LONG_WAIT));

    @RegisterExtension
    static final TestShop HASTY = TestShop.with(settings -> settings.writeQueueWait(SHORT_WAIT));

    @Test
    void what_finds_the_queue_full_has_not_happened_and_happens_when_it_is_tried_again() {
        CrowdedShop shop = new CrowdedShop(SHORT.baseUrl());
        int callers = 40;
        long user = SHORT.user(0);

        List<Call> calls = charges(user, callers);
        List<Reply> replies = rushWhileNothingIsWritten(SHORT, calls, callers - SHORT_QUEUE);

        assertThat(Reply.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", SHORT_QUEUE, OVERLOADED, callers - SHORT_QUEUE));
        assertTurnedAwayProperly(replies);
        assertCharged(SHORT, user, SHORT_QUEUE);
        List<Reply> again = new ArrayList<>();
        calls.forEach(call -> again.addAll(shop.rush(1, call)));
        assertThat(again).as("the second attempts").extracting(Reply::outcome).containsOnly("200");
        assertThat(again)
                .as("the second attempts")
                .filteredOn(reply -> "true".equals(reply.header("Idempotent-Replayed")))
                .hasSize(SHORT_QUEUE);
        assertCharged(SHORT, user, callers);
    }

    @Test
    void what_finds_the_server_full_has_not_happened() {
        int turnedAway = 50;
        int callers = RUNNING_MAX + LONG_QUEUE + turnedAway;
        long user = LONG.user(0);

        List<Reply> replies = rushWhileNothingIsWritten(LONG, charges(user, callers), turnedAway);

        assertThat(Reply.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", callers - turnedAway, OVERLOADED, turnedAway));
        assertTurnedAwayProperly(replies);
        assertCharged(LONG, user, callers - turnedAway);
    }

    @Test
    void what_has_waited_too_long_has_not_happened() {
        int callers = 100;
        long user = HASTY.user(0);

        List<Reply> replies = rush(HASTY, charges(user, callers), answered -> {
            HeldWriter.awaitWaiting(HASTY.baseUrl(), callers);
            long full = System.nanoTime();
            await().until(() -> System.nanoTime() - full > SHORT_WAIT.toNanos());
        });

        assertThat(Reply.outcomes(replies)).as("the outcomes").isEqualTo(Map.of(OVERLOADED, callers));
        assertTurnedAwayProperly(replies);
        assertCharged(HASTY, user, 0);
    }

    private static List<Reply> rushWhileNothingIsWritten(TestShop shop, List<Call> calls, int untilAnswered) {
        return rush(
                shop,
                calls,
                answered -> await().atMost(LONG_WAIT).until(answered::getAsInt, count -> count == untilAnswered));
    }

    private static List<Reply> rush(TestShop shop, List<Call> calls, Consumer<IntSupplier> whileNothingIsWritten) {
        HeldWriter writer = HeldWriter.of(shop);
        return new CrowdedShop(shop.baseUrl()).rush(calls, answered -> {
            try (writer) {
                whileNothingIsWritten.accept(answered);
            }
        });
    }

    private static List<Call> charges(long user, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Call.charge(user, AMOUNT).with("Idempotency-Key", "charge " + i))
                .toList();
    }

    private static void assertTurnedAwayProperly(List<Reply> replies) {
        assertThat(replies)
                .filteredOn(reply -> !reply.isSuccess())
                .as("those who are to come again")
                .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isEqualTo("1"))
                .allSatisfy(reply -> assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json"));
    }

    private static void assertCharged(TestShop shop, long user, int times) {
        assertThat(shop.pointsOf(user)).as("the points").isEqualTo(times * AMOUNT);
    }
}
