package io.jangteo.database;

import io.jangteo.problem.Refusals;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Requests wait in a bounded queue; a thread of its own takes all that wait, runs each as a part of
 * one transaction, commits once with one disk flush, and only then lets the answers go.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Writer.class);
    /** How often an idle writer looks whether it was closed. */
    private static final long IDLE_POLL_MILLIS = 50;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Path file;
    private final SqliteSettings settings;
    private final InstantSource clock;
    private final Listener listener;
    private final BlockingQueue<Pending<?>> queue;
    private final Histogram batchSizes;
    private final Histogram waits;
    private final Thread thread = new Thread(this::run, "jangteo-writer");
    /** Written by the writer's thread alone. */
    private volatile long commits;

    private volatile boolean closed;
    private volatile boolean finished;
    private SqliteConnection connection;

    Writer(
            Path file,
            SqliteSettings settings,
            InstantSource clock,
            PrometheusRegistry registry,
            SqliteConnection connection,
            Listener listener) {
        this.file = file;
        this.settings = settings;
        this.clock = clock;
        this.connection = connection;
        this.listener = listener;
        this.queue = new LinkedBlockingQueue<>(settings.queueMax());
        this.batchSizes = Histogram.builder()
                .name("jangteo_writer_batch_size")
                .help("Requests that shared one commit")
                .classicOnly()
                .classicUpperBounds(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(registry);
        this.waits = Histogram.builder()
                .name("jangteo_writer_wait_seconds")
                .help("Time from asking for a write to its start")
                .classicOnly()
                .register(registry);
        GaugeWithCallback.builder()
                .name("jangteo_writer_queue_length")
                .help("Requests that wait for the writer")
                .callback(callback -> callback.call(queue.size()))
                .register(registry);
        thread.setDaemon(true);
        thread.start();
    }

    /** Who has to know when a commit fails. */
    interface Listener {
        /** It may hold or not. */
        void outcomeUnknown();

        /** The file can no longer be trusted, and the writer stops. */
        void fatal();
    }

    <T> T write(Function<Tx, T> work) {
        if (isCurrentThread()) {
            throw new IllegalStateException("A transaction cannot be opened inside another: pass the Tx on");
        }
        Pending<T> pending = new Pending<>(work);
        if (closed || !queue.offer(pending)) {
            throw Refusals.overloaded();
        }
        if (finished && queue.remove(pending)) {
            throw Refusals.overloaded();
        }
        return pending.await();
    }

    /** How many transactions were committed since the start. */
    long commits() {
        return commits;
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** Finishes what waits, then stops. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException thrown) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Pending<?>> batch = new ArrayList<>();
        try {
            while (takeBatch(batch)) {
                commitTogether(batch);
                batch.clear();
            }
            PragmaSql.truncateLog(connection.transaction().connection());
        } catch (RuntimeException | Error thrown) {
            LOGGER.error("The writer stops: {}", thrown.getMessage());
            listener.fatal();
        } finally {
            closed = true;
            finished = true;
            refuseAll();
            connection.close();
        }
    }

    /** Waits for the first request and takes all that wait with it; false when closed and nothing is left. */
    private boolean takeBatch(List<Pending<?>> batch) {
        while (batch.isEmpty()) {
            boolean last = closed;
            try {
                Pending<?> first = queue.poll(last ? 0 : IDLE_POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, settings.batchMax() - 1);
                } else if (last) {
                    return false;
                }
            } catch (InterruptedException thrown) {
                closed = true;
            }
        }
        return true;
    }

    private void commitTogether(List<Pending<?>> batch) {
        batch.removeIf(this::waitedTooLong);
        if (batch.isEmpty() || !begin(batch)) {
            return;
        }
        try {
            for (Pending<?> pending : batch) {
                pending.runIn(connection, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            }
            connection.transaction().commit();
        } catch (RuntimeException | Error thrown) {
            // A COMMIT that failed is not "not committed", and after SQLite rolled back by itself this connection would
            // run on without a transaction: nobody can say what holds, and nobody may use it again.
            LOGGER.error("The database failed in a commit of {} requests: {}", batch.size(), thrown.getMessage());
            listener.outcomeUnknown();
            batch.forEach(pending -> pending.outcomeUnknown(thrown));
            if (DatabaseFailure.isFatal(thrown)) {
                throw thrown;
            }
            reconnect();
            return;
        }
        commits++;
        batch.forEach(Pending::settle);
        batchSizes.observe(batch.size());
    }

    /** Nothing has happened yet if the transaction cannot even be opened. */
    private boolean begin(List<Pending<?>> batch) {
        try {
            connection.transaction().beginImmediate();
            return true;
        } catch (DatabaseFailure thrown) {
            LOGGER.error("The database cannot be written to: {}", thrown.getMessage());
            batch.forEach(Pending::refuseOverloaded);
            if (DatabaseFailure.isFatal(thrown)) {
                throw thrown;
            }
            reconnect();
            return false;
        }
    }

    private boolean waitedTooLong(Pending<?> pending) {
        long waitedNanos = pending.waitedNanos();
        waits.observe(waitedNanos / NANOS_PER_SECOND);
        boolean tooLong = waitedNanos > settings.queueWait().toNanos();
        if (tooLong) {
            pending.refuseOverloaded();
        }
        return tooLong;
    }

    private void reconnect() {
        try {
            connection.close();
        } catch (DatabaseFailure thrown) {
            LOGGER.error("A failed connection did not close: {}", thrown.getMessage());
        }
        connection = SqliteConnection.forWriting(file);
    }

    private void refuseAll() {
        List<Pending<?>> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(Pending::refuseOverloaded);
    }
}
