package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jangteo.BothEngines;
import io.jangteo.CapturedLog;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each attempt has its outcome whatever the sink does, and a stalled relay is noticed. */
@Timeout(120)
@BothEngines
@Tag("wide")
@Tag("slow")
class RelaySurvivalTest {
    private static final Duration OVER = PaidOrders.RECEIPT_LIMIT.plusMillis(1);

    @TempDir
    Path directory;

    private final ListeningSink sink = new ListeningSink(8);
    private final SilentSink silent = new SilentSink();
    private PaidOrders orders;
    private Relay relay;

    @BeforeEach
    void open() {
        orders = new PaidOrders(directory);
        relay = orders.relay(sink);
    }

    @AfterEach
    void close() {
        relay.close();
        orders.close();
    }

    @Test
    void an_error_that_a_sink_throws_is_a_failed_attempt() {
        sink.answer(message -> {
            throw new InternalError("unable to create native thread");
        });
        List<String> messages = orders.pay(3);
        relay.run();
        assertThat(messages).allSatisfy(message -> {
            assertThat(orders.attempts(message)).containsExactly("1 FAILED");
            assertThat(orders.delivery(message).lastError()).isEqualTo("InternalError: unable to create native thread");
        });
        sink.answer(Receipt::delivered);
        orders.step(Duration.ofSeconds(6));
        relay.run();
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(3);
    }

    @Test
    void what_a_sink_delivered_before_it_threw_is_delivered() {
        List<String> messages = orders.pay(2);
        sink.answer(message -> {
            if (message.id().equals(messages.get(1))) {
                throw new IllegalStateException("at the second");
            }
            return Receipt.delivered(message);
        });
        relay.run();
        assertThat(orders.attempts(messages.get(0))).containsExactly("1 DELIVERED");
        assertThat(orders.attempts(messages.get(1))).containsExactly("1 FAILED");
    }

    @Test
    void a_place_without_a_receipt_is_freed_and_the_attempt_has_failed() {
        relay = orders.secondRelay(silent);
        List<String> messages = orders.pay(SilentSink.CAPACITY + 1);
        List<String> first = messages.subList(0, SilentSink.CAPACITY);
        runUntilFreed(SilentSink.CAPACITY);
        assertThat(first).allSatisfy(message -> {
            assertThat(orders.attempts(message)).containsExactly("1 FAILED");
            assertThat(orders.delivery(message).lastError()).isEqualTo("No receipt within 20000 ms");
        });
        assertThat(silent.givenUp).containsExactlyInAnyOrderElementsOf(first);
        orders.step(Outage.PROBE_EVERY);
        runUntilFreed(SilentSink.CAPACITY + 1);
        assertThat(orders.all()).extracting(Delivery::attempts).contains(2).contains(0);
    }

    @Test
    void a_receipt_that_comes_late_changes_nothing_unless_it_says_delivered() {
        relay = orders.secondRelay(silent);
        List<String> messages = orders.pay(2);
        runUntilFreed(2);
        silent.receipts.accept(ListeningSink.refused(silent.message(messages.get(0))));
        silent.receipts.accept(Receipt.delivered(silent.message(messages.get(1))));
        String next = orders.pay();
        CompletableFuture<Void> run = CompletableFuture.runAsync(relay::run, RelaySurvivalTest::onThread);
        await().until(() -> orders.delivery(messages.get(1)).status() == DeliveryStatus.DELIVERED);
        silent.awaitMessages(3);
        silent.receipts.accept(Receipt.delivered(silent.message(next)));
        end(run);
        assertThat(orders.attempts(messages.get(1))).containsExactly("1 FAILED", "2 DELIVERED");
        assertThat(orders.attempts(messages.get(0))).containsExactly("1 FAILED");
        assertThat(orders.delivery(messages.get(0)).status()).isEqualTo(DeliveryStatus.PENDING);
    }

    @Test
    void a_message_that_was_given_up_is_delivered_if_its_receipt_comes_late() {
        relay = orders.secondRelay(silent);
        String message = orders.pay();
        orders.database.write(tx -> tx.handle().execute("UPDATE delivery SET attempts = 9"));
        runUntilFreed(1);
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.DEAD);
        silent.receipts.accept(Receipt.delivered(silent.message(message)));
        String next = orders.pay();
        CompletableFuture<Void> run = CompletableFuture.runAsync(relay::run, RelaySurvivalTest::onThread);
        await().until(() -> orders.delivery(message).status() == DeliveryStatus.DELIVERED);
        silent.awaitMessages(2);
        silent.receipts.accept(Receipt.delivered(silent.message(next)));
        end(run);
        assertThat(orders.attempts(message)).containsExactly("10 DEAD", "11 DELIVERED");
    }

    @Test
    void a_relay_that_nobody_looks_at_has_stopped_until_somebody_does() {
        orders.pay();
        assertThat(relay.isRunning()).isTrue();
        orders.pass(RelayWatch.PATIENCE);
        assertThat(relay.isRunning()).isTrue();
        orders.pass(Duration.ofMillis(1));
        assertThat(relay.isRunning()).isFalse();
        assertThat(running(orders.registry)).isZero();
        relay.nextDue();
        assertThat(relay.isRunning()).as("it makes no progress").isFalse();
        relay.run();
        assertThat(relay.isRunning()).isTrue();
        assertThat(running(orders.registry)).isEqualTo(1);
        orders.pass(RelayWatch.PATIENCE.plusMillis(1));
        relay.nextDue();
        assertThat(relay.isRunning()).as("nothing is due").isTrue();
    }

    @Test
    void a_relay_that_stops_and_runs_again_says_each_once() {
        orders.pay();
        try (CapturedLog log = new CapturedLog()) {
            for (int times = 0; times < 2; times++) {
                orders.pass(RelayWatch.PATIENCE.plusMillis(1));
                relay.isRunning();
            }
            relay.run();
            relay.isRunning();
            relay.isRunning();
            assertThat(log.linesWith("The relay to the data platform"))
                    .satisfiesExactly(
                            stopped -> assertThat(stopped).contains("has stopped: it got nothing done for 60 s"),
                            again -> assertThat(again).contains("runs again"));
        }
    }

    @Test
    void a_relay_is_watched_though_nobody_asks() {
        try (CapturedLog log = new CapturedLog()) {
            relay.beWatched();
            orders.pass(RelayWatch.PATIENCE.plusMillis(1));
            await().until(() ->
                    log.linesWith("The relay to the data platform has stopped").size() == 1);
        }
    }

    @Test
    void a_relay_whose_run_does_not_come_back_has_stopped_until_it_does() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        sink.answer(message -> {
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException thrown) {
                throw new IllegalStateException(thrown);
            }
            return Receipt.delivered(message);
        });
        orders.pay();
        CompletableFuture<Void> run = CompletableFuture.runAsync(relay::run, RelaySurvivalTest::onThread);
        begun.await();
        orders.pass(RelayWatch.PATIENCE.plusMillis(1));
        assertThat(relay.isRunning()).isFalse();
        released.countDown();
        end(run);
        assertThat(relay.isRunning()).isTrue();
    }

    @Test
    void a_relay_whose_work_fails_each_time_has_stopped() {
        BrokenDatabase broken = new BrokenDatabase(orders.database);
        broken.refuseWrites(true);
        relay = orders.relay(broken, sink, new PrometheusRegistry());
        orders.pay();
        orders.pass(RelayWatch.PATIENCE.plusMillis(1));
        relay.nextDue();
        assertThatThrownBy(relay::run).hasMessage("OUTCOME_UNKNOWN");
        assertThat(relay.isRunning()).isFalse();
        broken.refuseWrites(false);
        relay.run();
        assertThat(relay.isRunning()).isTrue();
    }

    @Test
    void a_relay_that_waits_for_a_slow_receiver_has_not_stopped() {
        relay = orders.secondRelay(silent);
        String message = orders.pay();
        CompletableFuture<Void> run = CompletableFuture.runAsync(relay::run, RelaySurvivalTest::onThread);
        silent.awaitMessages(1);
        for (int second = 0; second < 19; second++) {
            orders.pass(Duration.ofSeconds(1));
        }
        assertThat(relay.isRunning()).isTrue();
        silent.receipts.accept(Receipt.delivered(silent.message(message)));
        end(run);
        assertThat(orders.delivery(message).status()).isEqualTo(DeliveryStatus.DELIVERED);
    }

    @Test
    void a_receiver_that_is_away_does_not_stop_the_relay() {
        sink.answer(ListeningSink::nobodyThere);
        orders.pay(20);
        relay.run();
        orders.pass(RelayWatch.PATIENCE.plusMillis(1));
        relay.nextDue();
        assertThat(relay.isRunning()).isTrue();
    }

    private void runUntilFreed(int messages) {
        CompletableFuture<Void> run = CompletableFuture.runAsync(relay::run, RelaySurvivalTest::onThread);
        silent.awaitMessages(messages);
        orders.pass(OVER);
        end(run);
    }

    private static void end(CompletableFuture<Void> run) {
        await().until(run::isDone);
        run.join();
    }

    private static double running(PrometheusRegistry registry) {
        GaugeSnapshot gauge =
                (GaugeSnapshot) registry.scrape("jangteo_relay_running"::equals).get(0);
        return gauge.getDataPoints().get(0).getValue();
    }

    /** Runs the work on a new thread: the common pool may have too few for all that wait in it. */
    private static void onThread(Runnable work) {
        Thread thread = new Thread(work, "relay-test");
        thread.setDaemon(true);
        thread.start();
    }

    /** Accepts messages and gives no receipt on its own. */
    private static final class SilentSink implements Sink {
        private static final int CAPACITY = 8;

        private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> givenUp = new LinkedBlockingQueue<>();
        private volatile Consumer<Receipt> receipts;

        void awaitMessages(int count) {
            await().until(() -> messages.size() >= count);
        }

        Message message(String id) {
            return messages.stream()
                    .filter(message -> message.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public int capacity() {
            return CAPACITY;
        }

        @Override
        public void deliver(List<Message> delivered, Consumer<Receipt> receiptOf) {
            receipts = receiptOf;
            messages.addAll(delivered);
        }

        @Override
        public void giveUp(Message message) {
            givenUp.add(message.id());
        }

        @Override
        public void close() {}
    }
}
