package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.schedule.Task;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Delivers the due messages of the outbox, oldest first. A message leaves the outbox only after its receipt is
 * committed, so a crash in between delivers it again, with the same id.
 *
 * <p>Keeps as many messages underway as the sink's capacity allows. Each is recorded when it ends and makes room for
 * the next, so a hanging one blocks only its own place; during an outage, one message is tried at a time.
 */
public final class Relay implements Task, AutoCloseable {
    /** The task's name in the schedule. */
    public static final String NAME = "data-platform-relay";

    /** How often to check for new messages while a receiver is slow to answer. */
    private static final long PATIENCE_MILLIS = 200;

    /** Maximum number of messages made due again in one commit, which must be short. */
    private static final int RETURNING_MAX = 500;

    private final Database database;
    private final DueMessages messages;
    private final Sink sink;
    private final Attempts attempts;
    private final InstantSource clock;
    private final DeliveryMetrics metrics;
    private final RelayWatch watch;
    private final Outage outage = new Outage();

    /** Used only by {@link #run}, like the field that follows. */
    private final Underway underway;

    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    /** @param receiptLimit maximum time until the sink gives a receipt; after that the attempt has failed */
    public Relay(
            Database database,
            DueMessages messages,
            Sink sink,
            BackOff backOff,
            Duration receiptLimit,
            InstantSource clock,
            LongSupplier nanoTime,
            PrometheusRegistry registry) {
        this.database = database;
        this.messages = messages;
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
     * Runs until all messages that were due at its start have ended, or during an outage until none can be tried.
     * Messages that become due in the meantime are sent too, so that they need not wait for a slow reply, but do not
     * prolong the run.
     */
    @Override
    public synchronized void run() {
        if (closed) {
            // Messages that the closed sink gave up do not count as failed attempts.
            return;
        }
        messages.forget();
        Instant until = clock.instant();
        while (!closed && !Thread.currentThread().isInterrupted()) {
            List<Message> due = due(until);
            if (due.stream().noneMatch(message -> message.isDueBy(until)) && !underway.isAnyDueBy(until)) {
                // Another process may have been faster.
                watch.seen();
                break;
            }
            deliver(due);
            record(awaitReceipts());
            watch.seen();
        }
        recordWhatComesSoon();
    }

    /** Starts the watch, which reports in the log and in the metrics when the relay stalls. */
    public void beWatched() {
        watch.start();
    }

    /** Whether the relay makes progress; false once it has done nothing for a minute although messages are due. */
    public boolean isRunning() {
        return watch.isRunning();
    }

    /** Ends a run even if it waits for a slow receiver. Messages underway are delivered again after a restart. */
    @Override
    public void close() {
        closed = true;
        watch.close();
        synchronized (this) {
            sink.close();
        }
    }

    /**
     * Due messages, as many as the sink has room for. Those that were not due at the run's start are taken only while
     * the run goes on anyway, since what is taken has to be sent.
     */
    private List<Message> due(Instant until) {
        Instant now = clock.instant();
        int room = sink.capacity() - underway.size();
        if (outage.isOn()) {
            room = outage.notBefore(now, now).isAfter(now) ? 0 : Math.min(room, 1);
        }
        Instant by = underway.isAnyDueBy(until) ? now : until;
        return room > 0 ? messages.take(room, by, underway.ids()) : List.of();
    }

    /**
     * Hands the messages to the sink. An exception counts as a failed attempt, but a receipt of a delivery still
     * counts.
     */
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

    /** Waits briefly for a receipt and takes all others that have arrived, so that they share a commit. */
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
            // Its place is freed all the same.
        }
    }

    /**
     * Records receipts while they keep arriving; later ones are left to the next run, or to the one after a restart.
     */
    private void recordWhatComesSoon() {
        boolean comes = true;
        while (comes && underway.size() > 0) {
            List<Receipt> arrived = awaitReceipts();
            record(arrived);
            comes = !arrived.isEmpty();
        }
    }

    private void record(List<Receipt> arrived) {
        // A failure that arrives after its place was freed is already counted; a delivery always counts.
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
                messages.bringForward(tx, returning);
                return attempts.record(tx, valid);
            });
        } catch (RuntimeException | Error thrown) {
            // They still count as underway, and the next run records them first.
            receipts.addAll(valid);
            throw thrown;
        }
        valid.forEach(underway::end);
        outage.returned(returning);
        if (outage.isOn() != wasOut || !returning.isEmpty()) {
            // The oldest due messages may be different now.
            messages.forget();
        }
        outcomes.forEach(metrics::count);
    }
}
