package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two relays, as of two processes, that deliver from one outbox to one receiver. */
@Tag("slow")
@Timeout(60)
class SharedRelayTest {
    private final PaidOrders orders = PaidOrders.onPostgres();
    private final Receiver receiver = new Receiver();
    private Relay one = orders.relay(receiver.sink());
    private Relay other = orders.secondRelay(receiver.sink());

    @AfterEach
    void close() {
        receiver.close();
        one.close();
        other.close();
        orders.close();
    }

    @Test
    void each_of_500_messages_arrives_exactly_once() {
        List<String> messages = orders.pay(500);
        runBoth();
        assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(500);
        assertThat(orders.all())
                .allSatisfy(delivery ->
                        assertThat(orders.attempts(delivery.messageId())).containsExactly("1 DELIVERED"));
    }

    @Test
    void what_one_waits_for_the_other_does_not_send() {
        List<String> messages = orders.pay(20);
        receiver.hang(id -> true);
        CompletableFuture<Void> both = startBoth();
        await().until(() -> receiver.received.size() == 2 * HttpSink.PARALLEL_MAX);
        assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(messages.subList(0, 2 * HttpSink.PARALLEL_MAX));
        receiver.release();
        both.join();
        assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(messages);
    }

    /** The control of the two tests before: relays that take their messages for their own. */
    @Test
    void without_leases_each_message_is_sent_twice() {
        one.close();
        other.close();
        one = withoutLeases();
        other = withoutLeases();
        orders.pay(20);
        receiver.hang(id -> true);
        CompletableFuture<Void> both = startBoth();
        await().until(() -> receiver.received.size() == 2 * HttpSink.PARALLEL_MAX);
        assertThat(new HashSet<>(receiver.ids())).hasSize(HttpSink.PARALLEL_MAX);
        receiver.release();
        both.join();
    }

    @Test
    void what_a_process_leaves_behind_is_delivered_by_the_other_after_the_lease_and_not_before() {
        List<String> messages = orders.pay(3);
        receiver.hang(id -> true);
        CompletableFuture<Void> dying = CompletableFuture.runAsync(one::run);
        await().until(() -> receiver.received.size() == 3);
        one.close();
        dying.join();
        receiver.release();
        orders.step(PaidOrders.LEASE.minusMillis(1));
        other.run();
        assertThat(receiver.received).hasSize(3);
        assertThat(other.nextDue()).contains(PaidOrders.START.plus(PaidOrders.LEASE));
        assertThat(orders.all())
                .allSatisfy(delivery -> assertThat(delivery.attempts()).isZero());
        orders.step(Duration.ofMillis(1));
        other.run();
        assertThat(receiver.ids()).hasSize(6).containsAll(messages);
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(3);
    }

    @Test
    void a_failure_that_is_recorded_after_another_process_has_tried_does_not_count_again() {
        String message = orders.pay();
        receiver.answer(id -> 500);
        BrokenDatabase broken = new BrokenDatabase(orders.database);
        broken.refuseWrites(true);
        Relay late = orders.relay(broken, receiver.sink(), new PrometheusRegistry());
        assertThat(CompletableFuture.runAsync(late::run)).failsWithin(Duration.ofSeconds(30));
        orders.step(PaidOrders.LEASE);
        other.run();
        assertThat(orders.attempts(message)).containsExactly("1 FAILED");
        Delivery failedOnce = orders.delivery(message);
        broken.refuseWrites(false);
        late.run();
        late.close();
        assertThat(orders.delivery(message)).isEqualTo(failedOnce);
        assertThat(orders.attempts(message)).containsExactly("1 FAILED");
        assertThat(receiver.received).hasSize(2);
    }

    @Test
    void a_process_that_finds_everything_taken_has_not_stopped() {
        orders.pay();
        orders.database.write(tx -> {
            // Another process is just taking it.
            tx.handle().execute("SELECT id FROM delivery FOR UPDATE");
            orders.pass(RelayWatch.PATIENCE.plusMillis(1));
            assertThat(one.isRunning()).isFalse();
            CompletableFuture.runAsync(one::run).join();
            return null;
        });
        assertThat(receiver.received).isEmpty();
        assertThat(one.isRunning()).isTrue();
    }

    private Relay withoutLeases() {
        return orders.relay(
                orders.database, DueMessages.ofOneProcess(orders.database), receiver.sink(), new PrometheusRegistry());
    }

    private void runBoth() {
        startBoth().join();
    }

    private CompletableFuture<Void> startBoth() {
        return CompletableFuture.allOf(onThread(one), onThread(other));
    }

    /** The machine may have too few threads in common for two runs that wait. */
    private static CompletableFuture<Void> onThread(Relay relay) {
        return CompletableFuture.runAsync(relay::run, work -> new Thread(work, "relay").start());
    }
}
