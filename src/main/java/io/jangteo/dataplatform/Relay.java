package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.schedule.Task;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Delivers what is due in the outbox, the oldest message first. A message leaves the outbox only after its receipt is
 * committed, so a crash in between delivers it again, under the same id.
 *
 * <p>As many messages are underway as the sink takes. Each is recorded when it ends and makes room for the next, so
 * that one that hangs holds up nothing but its own place; while nobody is there to take any, one at a time is tried.
 */
public final class Relay implements Task, AutoCloseable {
    /** What the schedule knows it by. */
    public static final String NAME = "data-platform-relay";

    /** While a receiver is slow to answer, how often to look for new messages that need not wait for that. */
    private static final long PATIENCE_MILLIS = 200;

    /** Fetched with one look at all that is due: the look at a long outbox costs, and messages take memory. */
    private static final int FETCHED_MAX = 256;

    /** Made due again with one commit, which must hold no one up. */
    private static final int RETURNING_MAX = 500;

    private final Database database;
    private final Sink sink;
    private final Attempts attempts;
    private final InstantSource clock;
    private final DeliveryMetrics metrics;
    private final RelayWatch watch;
    private final Outage outage = new Outage();

    /** Touched by {@link #run} alone, as what follows. */
    private final Underway underway;

    private final Deque<Message> fetched = new ArrayDeque<>();
    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    /** @param receiptLimit how long the sink may take to give a receipt; without one the attempt has failed */
    public Relay(
            Database database,
            Sink sink,
            BackOff backOff,
            Duration receiptLimit,
            InstantSource clock,
            PrometheusRegistry registry) {
        this(database, sink, backOff, receiptLimit, clock, System::nanoTime, registry);
    }

    Relay(
            Database database,
            Sink sink,
            BackOff backOff,
            Duration receiptLimit,
            InstantSource clock,
            LongSupplier nanoTime,
            PrometheusRegistry registry) {
        this.database = database;
        this.sink = sink;
        this.attempts = new Attempts(backOff);
        this.clock = clock;
        this.metrics = new DeliveryMetrics(database, clock, registry);
        this.watch = new RelayWatch(nanoTime, registry);
        this.underway = new Underway(receiptLimit, nanoTime);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Instant> nextDue() {
        Instant now = clock.instant();
        Optional<Instant> due = database.read(DeliverySql::nextDue).map(next -> outage.notBefore(next, now));
        if (due.isEmpty() || due.get().isAfter(now)) {
            watch.seen();
        }
        return due;
    }

    /**
     * Ends when all that was due at its start has ended, or nobody is there to take it. What becomes due meanwhile comes
     * along, so that it need not wait for a slow reply, but does not prolong the run.
     */
    @Override
    public synchronized void run() {
        if (closed) {
            // What the closed sink gave up says nothing about the receiver: it is no failed attempt.
            return;
        }
        fetched.clear();
        Instant until = clock.instant();
        while (!closed && !Thread.currentThread().isInterrupted()) {
            List<Message> due = due();
            if (due.stream().noneMatch(message -> message.isDueBy(until)) && !underway.isAnyDueBy(until)) {
                break;
            }
            deliver(due);
            record(awaitReceipts());
            watch.seen();
        }
        recordWhatComesSoon();
    }

    /** Has it said, in the log and wherever it is asked for, when the relay stops. */
    public void beWatched() {
        watch.start();
    }

    /** False once the relay has got nothing done for a minute, though something is due. */
    public boolean isRunning() {
        return watch.isRunning();
    }

    /** Ends a run even if it waits for a slow receiver. What was underway then is delivered again after a restart. */
    @Override
    public void close() {
        closed = true;
        watch.close();
        synchronized (this) {
            sink.close();
        }
    }

    /** As many as the sink has room for, the oldest first. */
    private List<Message> due() {
        Instant now = clock.instant();
        int room = sink.capacity() - underway.size();
        if (outage.isOn()) {
            room = outage.notBefore(now, now).isAfter(now) ? 0 : Math.min(room, 1);
        }
        if (room > 0 && fetched.isEmpty()) {
            int limit = FETCHED_MAX + underway.size();
            fetched.addAll(database.read(handle -> DeliverySql.due(handle, now, limit)));
        }
        List<Message> due = new ArrayList<>();
        while (due.size() < room && !fetched.isEmpty()) {
            Message next = fetched.poll();
            if (!underway.has(next.id())) {
                due.add(next);
            }
        }
        return due;
    }

    /** Whatever a sink throws is a failed attempt; a receipt that it gave as well counts if it says delivered. */
    private void deliver(List<Message> due) {
        if (!due.isEmpty() && outage.isOn()) {
            outage.probed(clock.instant());
        }
        due.forEach(underway::begin);
        try {
            sink.deliver(due, receipts::add);
        } catch (RuntimeException | Error thrown) {
            due.forEach(message -> receipts.add(Receipt.failed(message, thrown)));
        }
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
        List<Receipt> overdue = underway.overdue();
        overdue.forEach(receipt -> giveUp(receipt.message()));
        arrived.addAll(overdue);
        return arrived;
    }

    private void giveUp(Message message) {
        try {
            sink.giveUp(message);
        } catch (RuntimeException | Error thrown) {
            // Its place is free all the same.
        }
    }

    /** What has not come by then is left to the next run, or to the one after a restart. */
    private void recordWhatComesSoon() {
        boolean comes = true;
        while (comes && underway.size() > 0) {
            List<Receipt> arrived = awaitReceipts();
            record(arrived);
            comes = !arrived.isEmpty();
        }
    }

    private void record(List<Receipt> arrived) {
        // A failure that comes after its place was freed is counted already; what is delivered is delivered.
        List<Receipt> valid = arrived.stream()
                .filter(receipt -> receipt.isDelivered() || underway.isFor(receipt))
                .toList();
        if (valid.isEmpty()) {
            return;
        }
        boolean wasOut = outage.isOn();
        outage.see(valid, clock.instant());
        List<String> returning = outage.returning(RETURNING_MAX);
        List<AttemptOutcome> outcomes;
        try {
            outcomes = database.write(tx -> {
                DeliverySql.bringForward(tx.handle(), returning, Outage.EARLY_ATTEMPTS_MAX, tx.now());
                return valid.stream()
                        .map(receipt -> attempts.record(tx, receipt))
                        .flatMap(Optional::stream)
                        .toList();
            });
        } catch (RuntimeException | Error thrown) {
            // They are still underway as far as this relay knows, and the next run records them first.
            receipts.addAll(valid);
            throw thrown;
        }
        valid.forEach(underway::end);
        outage.returned(returning);
        if (outage.isOn() != wasOut || !returning.isEmpty()) {
            // The oldest that are due may be others now.
            fetched.clear();
        }
        outcomes.forEach(metrics::count);
    }
}
