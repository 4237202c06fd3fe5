package io.jangteo.database;

import io.jangteo.problem.HeapExhaustion;
import io.jangteo.problem.LastingFailure;
import io.jangteo.problem.Refusals;
import io.jangteo.schedule.Threads;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer. Requests wait in a bounded queue; the writer's thread takes all waiting ones, runs them as
 * parts of one transaction, commits with one disk flush, and only then answers them. If one fails after a change, the
 * transaction is undone, and all run again with a savepoint each, so that this one alone is undone.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Writer.class);
    /** How often an idle writer checks whether it was closed. */
    private static final long IDLE_POLL_MILLIS = 50;

    private final Path file;
    private final SqliteSettings settings;
    private final InstantSource clock;
    private final Listener listener;
    private final WriteAheadLog log;
    private final BlockingQueue<Pending<?>> queue;
    private final WriterMetrics metrics;
    private final Replies replies = new Replies();
    private final Thread thread = Threads.daemon("jangteo-writer", this::run);
    private final AtomicLong commits = new AtomicLong();

    private final LastingFailure failure = new LastingFailure(LOGGER, "Writes to the database succeed again");
    private volatile boolean closed;
    private volatile boolean finished;
    /** The file can no longer be trusted; the process is about to end. */
    private volatile boolean failed;

    /** {@code null} while the database cannot be opened again after a failure. */
    private @Nullable SqliteConnection connection;

    Writer(
            Path file,
            SqliteSettings settings,
            InstantSource clock,
            PrometheusRegistry registry,
            SqliteConnection connection,
            Readers readers,
            Listener listener) {
        this.file = file;
        this.settings = settings;
        this.clock = clock;
        this.connection = connection;
        this.listener = listener;
        this.queue = new LinkedBlockingQueue<>(settings.queueMax());
        this.metrics = new WriterMetrics(registry, queue::size);
        this.log = new WriteAheadLog(file, readers, registry);
        thread.start();
    }

    /** Is notified when a commit fails. */
    interface Listener {
        /** The transaction may or may not be committed. */
        void outcomeUnknown();

        /** The file can no longer be trusted, and the writer stops. */
        void fatal();
    }

    /** Takes a write on, or refuses it; returns at once. */
    void add(Pending<?> pending) {
        if (isCurrentThread()) {
            throw new IllegalStateException("A transaction cannot be opened inside another: pass the Tx on");
        }
        if (closed || !queue.offer(pending) || (finished && queue.remove(pending))) {
            throw failed ? Refusals.OUTCOME_UNKNOWN.problem() : Refusals.OVERLOADED.problem();
        }
    }

    /** Number of transactions committed since the start. */
    long commits() {
        return commits.get();
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** Finishes the waiting requests, then stops. */
    @Override
    public void close() {
        closed = true;
        Threads.uninterruptibly(thread::join);
        replies.close();
    }

    private void run() {
        List<Pending<?>> batch = new ArrayList<>();
        try {
            while (takeBatch(batch)) {
                commitTogether(batch);
                batch.clear();
                tendLog();
            }
            log.stop();
            if (settings.temporary()) {
                deleteFile();
            } else if (connection != null) {
                log.emptyAtClose(connection);
            }
        } catch (RuntimeException | Error thrown) {
            LOGGER.error("The writer stops: {}", thrown.getMessage());
            failed = true;
        } finally {
            closed = true;
            finished = true;
            log.release();
            end(batch);
        }
    }

    /** Answers all waiting requests before it reports the stop, upon which the process may end. */
    private void end(List<Pending<?>> batch) {
        queue.drainTo(batch);
        replies.refuse(batch, failed ? Refusals.OUTCOME_UNKNOWN : Refusals.OVERLOADED);
        if (failed) {
            // The connection stays open: closing it would build on a file that can no longer be trusted.
            listener.fatal();
        } else {
            disconnect();
        }
    }

    /** Waits for a request and takes all others that are waiting; false if closed and nothing is left. */
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
                } else if (log.isAtWork()) {
                    tendLog();
                }
            } catch (InterruptedException thrown) {
                closed = true;
            }
        }
        return true;
    }

    private void tendLog() {
        if (connection != null) {
            log.tend(connection);
        }
    }

    private void commitTogether(List<Pending<?>> batch) {
        batch.removeIf(this::waitedTooLong);
        SqliteConnection begun = batch.isEmpty() ? null : begin(batch);
        if (begun == null) {
            return;
        }
        try {
            if (!Works.areRunIn(begun, clock, batch)) {
                begun.transaction().rollback();
                begun.transaction().beginImmediate();
                batch.forEach(pending -> pending.runGuardedIn(begun, clock));
            }
            begun.transaction().commit();
        } catch (RuntimeException | Error thrown) {
            fail(batch, thrown);
            return;
        }
        commits.incrementAndGet();
        replies.send(batch);
        metrics.committed(batch.size());
        failure.over();
    }

    private void fail(List<Pending<?>> batch, Throwable thrown) {
        HeapExhaustion.check(thrown);
        metrics.failed(thrown);
        if (DatabaseFailure.isFull(thrown)) {
            failure.met("The disk is full, and writes are refused: " + StoredFile.reason(thrown));
            replies.refuse(batch, Refusals.STORAGE_FULL);
            reconnect();
            return;
        }
        // A failed COMMIT does not mean "not committed": the outcome is unknown. If SQLite rolled back by itself, this
        // connection would continue without a transaction, so it must not be used again.
        failure.met("The database failed in a commit: " + StoredFile.reason(thrown));
        listener.outcomeUnknown();
        replies.refuse(batch, Refusals.OUTCOME_UNKNOWN);
        stopIfFatal(thrown);
        reconnect();
    }

    /** Opens the transaction; {@code null} if this fails: nothing has happened yet, and the requests may be retried. */
    private @Nullable SqliteConnection begin(List<Pending<?>> batch) {
        try {
            SqliteConnection open = connection == null ? SqliteConnection.forWriting(file) : connection;
            connection = open;
            open.transaction().beginImmediate();
            return open;
        } catch (DatabaseFailure | UnusableDatabase thrown) {
            metrics.failed(thrown);
            failure.met("The database cannot be written to: " + StoredFile.reason(thrown));
            replies.refuse(batch, DatabaseFailure.isFull(thrown) ? Refusals.STORAGE_FULL : Refusals.OVERLOADED);
            stopIfFatal(thrown);
            disconnect();
            return null;
        }
    }

    private static void stopIfFatal(Throwable thrown) {
        if (DatabaseFailure.isFatal(thrown)) {
            throw new IllegalStateException(thrown.getMessage(), thrown);
        }
    }

    private boolean waitedTooLong(Pending<?> pending) {
        long waitedNanos = pending.waitedNanos();
        metrics.waited(waitedNanos);
        boolean tooLong = waitedNanos > settings.queueWait().toNanos();
        if (tooLong) {
            replies.refuse(List.of(pending), Refusals.OVERLOADED);
        }
        return tooLong;
    }

    /**
     * Replaces the connection, since a failure leaves its transaction and kept statements in an unknown state. Opens
     * the new one before closing the old: the last connection to close deletes the log's index, and a full disk has no
     * room for a new one.
     */
    private void reconnect() {
        SqliteConnection fresh = null;
        try {
            fresh = SqliteConnection.forWriting(file);
        } catch (UnusableDatabase thrown) {
            failure.met("The database cannot be opened again: " + thrown.getMessage());
        }
        disconnect();
        connection = fresh;
    }

    /** Deletes the file before the last connection closes, which would otherwise move the log into it. */
    private void deleteFile() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException thrown) {
            LOGGER.debug("{} is deleted later", file, thrown);
        }
    }

    private void disconnect() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (DatabaseFailure thrown) {
            LOGGER.error("A failed connection did not close: {}", thrown.getMessage());
        }
        connection = null;
    }
}
