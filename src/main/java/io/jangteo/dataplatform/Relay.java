package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.schedule.Task;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Delivers what is due in the outbox. A message leaves the outbox only after its receipt is committed, so a crash in
 * between delivers it again, under the same id.
 *
 * <p>As many messages are underway as the sink takes. Each is recorded when it ends and makes room for the next, so
 * that one that hangs holds up nothing but its own place.
 */
public final class Relay implements Task, AutoCloseable {
    /** What the schedule knows it by. */
    public static final String NAME = "data-platform-relay";

    /** While a receiver is slow to answer, how often to look for new messages that need not wait for that. */
    private static final long PATIENCE_MILLIS = 200;

    private final Database database;
    private final Sink sink;
    private final BackOff backOff;
    private final InstantSource clock;
    private final DeliveryMetrics metrics;

    /** By id, the messages that the sink has and whose receipts are not recorded; touched by {@link #run} alone. */
    private final Map<String, Message> underway = new HashMap<>();

    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    public Relay(Database database, Sink sink, BackOff backOff, InstantSource clock, PrometheusRegistry registry) {
        this.database = database;
        this.sink = sink;
        this.backOff = backOff;
        this.clock = clock;
        this.metrics = new DeliveryMetrics(database, clock, registry);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Instant> nextDue() {
        return database.read(DeliverySql::nextDue);
    }

    /**
     * Ends when all that was due at its start has ended. What becomes due meanwhile comes along, so that it need not
     * wait for a slow reply, but does not prolong the run.
     */
    @Override
    public synchronized void run() {
        if (closed) {
            // What the closed sink gave up says nothing about the receiver: it is no failed attempt.
            return;
        }
        Instant until = clock.instant();
        while (!closed && !Thread.currentThread().isInterrupted()) {
            List<Message> due = due();
            if (due.stream().noneMatch(message -> message.isDueBy(until)) && !isAnyUnderwayDueBy(until)) {
                break;
            }
            due.forEach(message -> underway.put(message.id(), message));
            sink.deliver(due, receipts::add);
            record(awaitReceipts());
        }
        recordWhatComesSoon();
    }

    /** Ends a run even if it waits for a slow receiver. What was underway then is delivered again after a restart. */
    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            sink.close();
        }
    }

    /** As many as the sink has room for, the oldest first. */
    private List<Message> due() {
        int room = sink.capacity() - underway.size();
        if (room == 0) {
            return List.of();
        }
        Instant now = clock.instant();
        return database.read(handle -> DeliverySql.due(handle, now, sink.capacity())).stream()
                .filter(message -> !underway.containsKey(message.id()))
                .limit(room)
                .toList();
    }

    private boolean isAnyUnderwayDueBy(Instant until) {
        return underway.values().stream().anyMatch(message -> message.isDueBy(until));
    }

    /** Waits a little for a receipt and takes what else has come in meanwhile: they share a commit. */
    private List<Receipt> awaitReceipts() {
        List<Receipt> arrived = new ArrayList<>();
        try {
            Receipt first = receipts.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                arrived.add(first);
                receipts.drainTo(arrived);
            }
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
        return arrived;
    }

    /** What has not come by then is left to the next run, or to the one after a restart. */
    private void recordWhatComesSoon() {
        boolean comes = true;
        while (comes && !underway.isEmpty()) {
            List<Receipt> arrived = awaitReceipts();
            record(arrived);
            comes = !arrived.isEmpty();
        }
    }

    private void record(List<Receipt> arrived) {
        if (arrived.isEmpty()) {
            return;
        }
        List<AttemptOutcome> outcomes;
        try {
            outcomes = database.write(
                    tx -> arrived.stream().map(receipt -> record(tx, receipt)).toList());
        } catch (RuntimeException thrown) {
            // They are still underway as far as this relay knows, and the next run records them first.
            receipts.addAll(arrived);
            throw thrown;
        }
        arrived.forEach(receipt -> underway.remove(receipt.message().id()));
        outcomes.forEach(metrics::count);
    }

    private AttemptOutcome record(Tx tx, Receipt receipt) {
        Message message = receipt.message();
        if (receipt.isDelivered()) {
            return record(
                    tx, receipt, AttemptOutcome.DELIVERED, DeliverySql.markDelivered(tx.handle(), message, tx.now()));
        }
        Optional<Duration> delay = backOff.after(message.attempts() + 1);
        if (delay.isPresent()) {
            Instant next = tx.now().plus(delay.get());
            return record(
                    tx,
                    receipt,
                    AttemptOutcome.FAILED,
                    DeliverySql.markFailed(tx.handle(), message, next, receipt.failure()));
        }
        return record(tx, receipt, AttemptOutcome.DEAD, DeliverySql.markDead(tx.handle(), message, receipt.failure()));
    }

    /** An attempt that changed nothing about its delivery is not kept: its outcome was recorded before, or is void. */
    private static AttemptOutcome record(
            Tx tx, Receipt receipt, AttemptOutcome outcome, Optional<MarkedDelivery> marked) {
        marked.ifPresent(delivery -> AttemptSql.insert(
                tx.handle(), delivery.id(), delivery.attempts(), tx.now(), outcome, receipt.failure()));
        return outcome;
    }
}
