package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jangteo.BothEngines;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@Tag("slow")
@BothEngines
@Tag("wide")
class RelayTest {
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
    void a_paid_order_is_told_once() {
        String message = orders.pay();
        assertThat(relay.nextDue()).contains(PaidOrders.START);
        orders.step(Duration.ofSeconds(1));
        relay.run();
        relay.run();
        assertThat(receiver.ids()).containsExactly(message);
        Delivery delivery = orders.delivery(message);
        assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.deliveredAt()).isEqualTo(PaidOrders.START.plusSeconds(1));
        assertThat(delivery.nextAttemptAt()).isNull();
        assertThat(relay.nextDue()).isEmpty();
    }

    @Test
    void every_one_of_500_messages_arrives_exactly_once_and_at_most_eight_at_a_time() {
        List<String> messages = orders.pay(500);
        relay.run();
        assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(500);
        assertThat(receiver.concurrentMax.get()).isBetween(1, HttpSink.PARALLEL_MAX);
    }

    @Test
    void connections_are_used_again() {
        orders.pay(100);
        relay.run();
        assertThat(receiver.received.stream().map(Receiver.Received::fromPort).distinct())
                .hasSizeLessThan(25);
    }

    @Test
    void messages_go_out_oldest_first() throws Exception {
        List<String> messages = orders.pay(300);
        orders.secondRelay(new JournalSink(directory.resolve("journal"))).run();
        List<String> lines = Files.readAllLines(directory.resolve("journal"));
        assertThat(lines).hasSize(300);
        for (int i = 0; i < 300; i++) {
            assertThat(lines.get(i)).startsWith("{\"id\":\"" + messages.get(i) + "\"");
        }
    }

    @Test
    void an_order_that_was_refunded_meanwhile_is_still_told_as_it_was_paid() {
        String message = orders.pay();
        orders.refundAll();
        relay.run();
        assertThat(receiver.ids()).containsExactly(message);
        assertThat(receiver.received.get(0).body()).contains("\"type\":\"order.paid\"");
    }

    @Test
    void a_message_that_is_refused_is_tried_again_on_schedule_until_it_is_dead() {
        receiver.answer(id -> 503);
        String message = orders.pay();
        for (int attempt = 1; attempt < BackOff.STANDARD_WEBHOOKS.size(); attempt++) {
            relay.run();
            Instant failedAt = orders.clock().instant();
            Instant next = relay.nextDue().orElseThrow();
            double planned = BackOff.STANDARD_WEBHOOKS.get(attempt).toMillis();
            assertThat((double) Duration.between(failedAt, next).toMillis()).isBetween(planned * 0.8, planned * 1.2);
            orders.stepTo(next.minusMillis(1));
            relay.run();
            assertThat(receiver.received).hasSize(attempt);
            assertThat(orders.delivery(message).attempts()).isEqualTo(attempt);
            orders.stepTo(next);
        }
        relay.run();
        assertThat(receiver.ids()).hasSize(10).containsOnly(message);
        Delivery dead = orders.delivery(message);
        assertThat(dead.status()).isEqualTo(DeliveryStatus.DEAD);
        assertThat(dead.attempts()).isEqualTo(10);
        assertThat(dead.lastError()).endsWith(" answered HTTP 503");
        assertThat(relay.nextDue()).isEmpty();
    }

    @Test
    void a_receiver_that_was_down_gets_everything_once_it_is_up() {
        List<String> messages = orders.pay(100);
        receiver.goDown();
        relay.run();
        assertThat(orders.count(DeliveryStatus.PENDING)).isEqualTo(100);
        assertThat(orders.delivery(messages.get(0)).lastError())
                .isEqualTo("No connection to " + receiver.origin() + " (refused)");
        receiver.comeUp();
        orders.step(Duration.ofSeconds(6));
        relay.run();
        assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(orders.all())
                .hasSize(100)
                .allSatisfy(delivery -> {
                    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
                    assertThat(delivery.lastError()).isNull();
                })
                .anyMatch(delivery -> delivery.attempts() == 1);
    }

    @Test
    void one_message_that_is_never_taken_holds_up_none_of_the_others() {
        String poisoned = orders.pay();
        receiver.answer(id -> id.equals(poisoned) ? 500 : 202);
        orders.pay(49);
        relay.run();
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(49);
        assertThat(orders.delivery(poisoned).status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(orders.delivery(poisoned).attempts()).isEqualTo(1);
    }

    @Test
    void one_message_that_hangs_holds_up_neither_the_others_nor_those_that_come_later() {
        String hanging = orders.pay();
        receiver.hang(hanging::equals);
        orders.pay(49);
        CompletableFuture<Void> run = CompletableFuture.runAsync(relay::run);
        await().until(() -> orders.count(DeliveryStatus.DELIVERED) == 49);
        String later = orders.pay();
        await().until(() -> orders.delivery(later).status() == DeliveryStatus.DELIVERED);
        assertThat(run).isNotDone();
        assertThat(orders.delivery(hanging).status()).isEqualTo(DeliveryStatus.PENDING);
        receiver.release();
        run.join();
        assertThat(orders.delivery(hanging).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(receiver.ids()).doesNotHaveDuplicates().hasSize(51);
    }

    @Test
    void a_receiver_that_never_answers_has_eight_requests_and_no_shopper_waiting() {
        receiver.hang(id -> true);
        orders.pay(30);
        CompletableFuture<Void> run = CompletableFuture.runAsync(relay::run);
        await().until(() -> receiver.received.size() == HttpSink.PARALLEL_MAX);
        orders.pay(30);
        assertThat(receiver.received).hasSize(HttpSink.PARALLEL_MAX);
        receiver.release();
        run.join();
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(60);
        assertThat(receiver.ids()).doesNotHaveDuplicates();
    }

    @Test
    void a_receiver_that_never_answers_costs_one_timeout() {
        relay.close();
        relay = orders.secondRelay(receiver.sink(Duration.ofMillis(200)));
        receiver.hang(id -> true);
        String message = orders.pay();
        relay.run();
        assertThat(orders.delivery(message).lastError())
                .isEqualTo("No reply from " + receiver.origin() + " within 200 ms");
        assertThat(orders.delivery(message).attempts()).isEqualTo(1);
    }

    @Test
    void closing_ends_a_run_that_waits_and_the_message_is_delivered_after_the_restart() {
        receiver.hang(id -> true);
        String message = orders.pay();
        CompletableFuture<Void> run = CompletableFuture.runAsync(relay::run);
        await().until(() -> receiver.received.size() == 1);
        relay.close();
        run.join();
        relay.run();
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(orders.delivery(message).attempts()).isZero();
        receiver.release();
        orders.passLeases();
        Relay restarted = orders.secondRelay(receiver.sink());
        restarted.run();
        restarted.close();
        assertThat(receiver.ids()).containsExactly(message, message);
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.DELIVERED);
    }

    @Test
    void a_crash_between_the_delivery_and_its_record_delivers_again_under_the_same_id() {
        String message = orders.pay();
        BrokenDatabase broken = new BrokenDatabase(orders.database);
        broken.refuseWrites(true);
        Relay crashing = orders.relay(broken, receiver.sink(), new PrometheusRegistry());
        assertThatThrownBy(crashing::run).hasMessage("OUTCOME_UNKNOWN");
        crashing.close();
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.PENDING);
        orders.passLeases();
        relay.run();
        assertThat(receiver.ids()).containsExactly(message, message);
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.DELIVERED);
    }

    @Test
    void a_receipt_that_could_not_be_recorded_is_recorded_by_the_next_run_without_delivering_again() {
        List<String> messages = orders.pay(3);
        BrokenDatabase broken = new BrokenDatabase(orders.database);
        broken.refuseWrites(true);
        relay.close();
        relay = orders.relay(broken, receiver.sink(), new PrometheusRegistry());
        assertThatThrownBy(relay::run).hasMessage("OUTCOME_UNKNOWN");
        broken.refuseWrites(false);
        relay.run();
        assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(3);
        assertThat(messages)
                .allSatisfy(message -> assertThat(orders.attempts(message)).containsExactly("1 DELIVERED"));
    }

    @Test
    void a_failure_that_is_recorded_late_undoes_neither_a_delivery_nor_a_replay() {
        receiver.answer(id -> 500);
        String message = orders.pay();
        relay.run();
        orders.stepTo(relay.nextDue().orElseThrow());
        BrokenDatabase broken = new BrokenDatabase(orders.database);
        broken.refuseWrites(true);
        Relay late = orders.relay(broken, receiver.sink(), new PrometheusRegistry());
        assertThatThrownBy(late::run).hasMessage("OUTCOME_UNKNOWN");
        Delivery failedOnce = orders.delivery(message);
        orders.database.write(tx -> orders.deliveries.replay(tx, failedOnce.id()));
        receiver.answer(id -> 200);
        broken.refuseWrites(false);
        late.run();
        late.close();
        Delivery delivery = orders.delivery(message);
        assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(receiver.received).hasSize(3);
        assertThat(orders.attempts(message)).containsExactly("1 FAILED", "2 DELIVERED");
    }

    @Test
    void a_delivery_that_another_relay_recorded_first_stays_one() {
        receiver.answer(id -> 500);
        String message = orders.pay();
        BrokenDatabase broken = new BrokenDatabase(orders.database);
        broken.refuseWrites(true);
        Relay late = orders.relay(broken, receiver.sink(), new PrometheusRegistry());
        assertThatThrownBy(late::run).hasMessage("OUTCOME_UNKNOWN");
        receiver.answer(id -> 200);
        orders.passLeases();
        relay.run();
        broken.refuseWrites(false);
        late.run();
        late.close();
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(orders.delivery(message).attempts()).isEqualTo(1);
        assertThat(orders.attempts(message)).containsExactly("1 DELIVERED");
    }

    @Test
    void a_run_ends_though_new_messages_keep_coming() {
        Sink everyDeliveryIsFollowedByAPayment = new Sink() {
            @Override
            public int capacity() {
                return 1;
            }

            @Override
            public void deliver(List<Message> messages, Consumer<Receipt> receipts) {
                messages.forEach(message -> {
                    receipts.accept(Receipt.delivered(message));
                    orders.step(Duration.ofMillis(1));
                    orders.pay();
                });
            }

            @Override
            public void close() {}
        };
        orders.pay(3);
        Relay busy = orders.secondRelay(everyDeliveryIsFollowedByAPayment);
        busy.run();
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(3);
        assertThat(orders.count(DeliveryStatus.PENDING)).isEqualTo(3);
        assertThat(busy.nextDue()).contains(PaidOrders.START.plusMillis(1));
    }
}
