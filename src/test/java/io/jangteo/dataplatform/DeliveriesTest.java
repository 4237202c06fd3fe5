package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.BothEngines;
import io.jangteo.database.Page;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BothEngines
class DeliveriesTest {
    @TempDir
    Path directory;

    private PaidOrders orders;
    private Receiver receiver;
    private Relay relay;

    @BeforeEach
    void open() {
        orders = new PaidOrders(directory);
        receiver = new Receiver();
        relay = orders.relay(receiver.sink());
    }

    @AfterEach
    void close() {
        receiver.close();
        relay.close();
        orders.close();
    }

    @Test
    void deliveries_are_listed_newest_first_page_by_page_and_by_status() {
        String dead = die();
        List<String> delivered = orders.pay(4);
        relay.run();
        List<String> pending = orders.pay(2);
        assertThat(list(EnumSet.allOf(DeliveryStatus.class), 3))
                .containsExactly(
                        pending.get(1),
                        pending.get(0),
                        delivered.get(3),
                        delivered.get(2),
                        delivered.get(1),
                        delivered.get(0),
                        dead);
        assertThat(list(EnumSet.of(DeliveryStatus.DEAD, DeliveryStatus.PENDING), 2))
                .containsExactly(pending.get(1), pending.get(0), dead);
        assertThat(list(EnumSet.of(DeliveryStatus.DELIVERED), 4)).hasSize(4);
        assertThat(list(EnumSet.of(DeliveryStatus.DEAD), 1)).containsExactly(dead);
    }

    @Test
    void a_dead_message_that_is_replayed_is_delivered_with_all_its_attempts() {
        String message = die();
        int wakes = orders.wakes.get();
        Delivery replayed = replay(message);
        assertThat(replayed.status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(replayed.attempts()).isZero();
        assertThat(replayed.nextAttemptAt()).isEqualTo(orders.clock().instant());
        assertThat(replayed.lastError()).endsWith("HTTP 500");
        assertThat(orders.wakes).hasValue(wakes + 1);
        relay.run();
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(orders.delivery(message).attempts()).isEqualTo(1);
    }

    @Test
    void a_delivered_message_that_is_replayed_arrives_again_under_the_same_id() {
        String message = orders.pay();
        relay.run();
        Delivery replayed = replay(message);
        assertThat(replayed.status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(replayed.deliveredAt()).isNull();
        relay.run();
        assertThat(receiver.ids()).containsExactly(message, message);
    }

    @Test
    void a_message_that_waits_for_its_next_attempt_is_delivered_at_once_when_replayed() {
        receiver.answer(id -> 500);
        String message = orders.pay();
        relay.run();
        orders.step(Duration.ofSeconds(1));
        receiver.answer(id -> 200);
        relay.run();
        assertThat(receiver.received).hasSize(1);
        assertThat(replay(message).attempts()).isZero();
        relay.run();
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.DELIVERED);
    }

    @Test
    void an_unknown_delivery_cannot_be_replayed() {
        assertThatThrownBy(() -> orders.database.write(tx -> orders.deliveries.replay(tx, 7)))
                .isInstanceOf(Problem.class)
                .hasMessage("NOT_FOUND");
    }

    @Test
    void all_that_was_given_up_is_replayed_in_short_commits_and_nothing_else() {
        List<String> dead = die(5);
        String delivered = orders.pay();
        relay.run();
        String waiting = orders.pay();
        receiver.received.clear();
        orders.step(Duration.ofSeconds(1));
        int wakes = orders.wakes.get();
        assertThat(orders.deliveries.replayDead(2, tx -> {}).replayed()).isEqualTo(5);
        // Two, two and one.
        assertThat(orders.wakes).hasValue(wakes + 3);
        assertThat(dead).allSatisfy(message -> {
            Delivery replayed = orders.delivery(message);
            assertThat(replayed.status()).isEqualTo(DeliveryStatus.PENDING);
            assertThat(replayed.attempts()).isZero();
            assertThat(replayed.nextAttemptAt()).isEqualTo(orders.clock().instant());
            assertThat(replayed.lastError()).contains("410");
        });
        assertThat(orders.delivery(waiting).nextAttemptAt())
                .isEqualTo(orders.clock().instant().minusSeconds(1));
        assertThat(orders.deliveries.replayDead(tx -> {}).replayed()).isZero();
        relay.run();
        assertThat(receiver.ids()).containsAll(dead).contains(waiting).doesNotContain(delivered);
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(7);
    }

    @Test
    void a_replay_of_all_that_is_cut_off_says_that_some_may_be_sent_and_is_finished_by_the_next() {
        die(3);
        BrokenDatabase broken = new BrokenDatabase(orders.database);
        Deliveries cutOff = new Deliveries(broken, () -> broken.refuseWrites(Refusals.OVERLOADED));
        assertThatThrownBy(() -> cutOff.replayDead(2, tx -> {}))
                .isInstanceOf(Problem.class)
                .hasMessage("OUTCOME_UNKNOWN");
        assertThat(orders.count(DeliveryStatus.PENDING)).isEqualTo(2);
        assertThatThrownBy(() -> cutOff.replayDead(2, tx -> {}))
                .isInstanceOf(Problem.class)
                .hasMessage("OVERLOADED");
        assertThat(orders.deliveries.replayDead(2, tx -> {}).replayed()).isEqualTo(1);
    }

    /** Pays an order whose message is given up. */
    private String die() {
        receiver.answer(id -> 500);
        String message = orders.pay();
        for (int attempt = 0; attempt < BackOff.STANDARD_WEBHOOKS.size(); attempt++) {
            relay.run();
            orders.step(Duration.ofDays(2));
        }
        receiver.answer(id -> 200);
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.DEAD);
        return message;
    }

    /** Pays orders of whose messages the receiver wants no more. */
    private List<String> die(int count) {
        receiver.answer(id -> 410);
        List<String> messages = orders.pay(count);
        relay.run();
        receiver.answer(id -> 200);
        assertThat(orders.count(DeliveryStatus.DEAD)).isEqualTo(count);
        return messages;
    }

    private Delivery replay(String messageId) {
        long id = orders.delivery(messageId).id();
        return orders.database.write(tx -> orders.deliveries.replay(tx, id));
    }

    /** The message ids of the whole list, read in pages of this size. */
    private List<String> list(Set<DeliveryStatus> statuses, int limit) {
        List<String> messages = new ArrayList<>();
        Long before = null;
        while (true) {
            DeliveryPage page = orders.deliveries.list(statuses, Optional.empty(), new Page(limit, before, ""));
            page.deliveries().forEach(delivery -> messages.add(delivery.messageId()));
            if (page.nextCursor() == null) {
                return messages;
            }
            assertThat(page.deliveries()).hasSize(limit);
            before = id(page.nextCursor());
        }
    }

    private static long id(String cursor) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        return ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES);
    }
}
