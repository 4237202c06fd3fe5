package io.jangteo.database;

import io.jangteo.problem.LastingFailure;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the database's write-ahead log small: moves it into the database file, and handles failures like those of a
 * commit. SQLite's own automatic checkpoint fails silently. Most of the log is moved in the background while the writer
 * goes on; the little that was committed meanwhile is moved between two commits, and the log begins anew.
 *
 * <p>A read that needs the log keeps it from that, and overlapping reads would let it grow without end. The writer
 * therefore waits a few milliseconds for running reads; as the log grows, new reads wait until those have ended, while
 * writes continue as long as there is room.
 *
 * <p>Everything but the metrics is used by the writer's thread only.
 */
final class WriteAheadLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(WriteAheadLog.class);

    /** Pages that are worth a move: 16 MiB. A page that changed often meanwhile is moved once. */
    private static final int MOVE_PAGES = 4_000;
    /** Few enough to be moved between two commits; if more were committed during a move, another one follows. */
    private static final int REST_PAGES = 500;
    /** From here on, 32 MiB, new reads wait for running ones, which leaves room for writes in the meantime. */
    private static final int HOLD_PAGES = 8_000;

    /** From here on, 48 MiB, writes also wait until the running reads, or a move, have ended. */
    private static final int STOP_PAGES = 12_000;

    /** The writer commits nothing during this wait. */
    private static final int WAIT_MILLIS = 25;

    private static final long WAIT_AGAIN_NANOS = Duration.ofMillis(250).toNanos();
    private static final long WAIT_AGAIN_MAX_NANOS = Duration.ofSeconds(4).toNanos();
    private static final long HOLD_NANOS = Duration.ofSeconds(5).toNanos();
    /** Holding back our own reads does not help against a read of another process. */
    private static final long HOLD_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

    private final Readers readers;
    private final LogMover mover;
    private final Counter failures;
    private final LastingFailure failure = new LastingFailure(LOGGER, "The log is moved into the database again");
    private int triedPages;
    private long waitAgainNanos = WAIT_AGAIN_NANOS;
    private long waitFromNanos = System.nanoTime();
    private long holdFromNanos = waitFromNanos;
    private boolean holding;
    private long heldSinceNanos;

    WriteAheadLog(Path database, Readers readers, PrometheusRegistry registry) {
        this.readers = readers;
        this.mover = new LogMover(database);
        this.failures = Counter.builder()
                .name("jangteo_log_checkpoint_failures_total")
                .help("Attempts to move the write-ahead log into the database that failed")
                .register(registry);
        Path log = of(database);
        GaugeWithCallback.builder()
                .name("jangteo_log_bytes")
                .help("Size of the write-ahead log's file")
                .callback(callback -> callback.call((double) log.toFile().length()))
                .register(registry);
    }

    /** The log file beside a database. */
    static Path of(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    /**
     * Maintains the log after a commit.
     *
     * @throws DatabaseFailure if a flush failed or a file is damaged: the database can no longer be trusted
     */
    void tend(SqliteConnection connection) {
        int pages = 0;
        try {
            pages = connection.transaction().logPages();
            triedPages = Math.min(triedPages, pages);
            if (!mover.isMoving() || pages >= STOP_PAGES) {
                tend(connection, pages, mover.result());
            }
        } catch (DatabaseFailure | UnusableDatabase thrown) {
            release();
            requireTrusted(thrown);
            failures.inc();
            failure.met("The log cannot be moved into the database, and grows: " + thrown.getMessage());
            triedPages = pages;
            waitFromNanos = System.nanoTime() + WAIT_AGAIN_MAX_NANOS;
            holdFromNanos = System.nanoTime() + HOLD_AGAIN_NANOS;
        }
    }

    /** @param moved the result of a move that has ended since the last commit, if one has */
    private void tend(SqliteConnection connection, int pages, @Nullable Checkpoint moved) {
        if (moved != null) {
            hasMoved(moved);
        }
        boolean isMoved = moved != null && moved.emptiesLog();
        if (holding) {
            if (pages >= STOP_PAGES) {
                readers.awaitIdle(heldSinceNanos + HOLD_NANOS - System.nanoTime());
            }
            emptyOnceReadersAreIdle(connection);
        } else if (isMoved && pages - triedPages < REST_PAGES && isPast(waitFromNanos)) {
            waitAndEmpty(connection);
        } else if (pages >= HOLD_PAGES && isPast(holdFromNanos)) {
            holding = true;
            heldSinceNanos = System.nanoTime();
            readers.hold();
        } else if (pages - triedPages >= (isMoved ? REST_PAGES : MOVE_PAGES)) {
            mover.begin();
        }
    }

    /** Whether reads are held back or a move was begun, so that {@link #tend} must be called even without a commit. */
    boolean isAtWork() {
        return holding || mover.hasBegun();
    }

    /** Ends the work in the background. */
    void stop() {
        try {
            mover.close();
        } catch (DatabaseFailure | UnusableDatabase thrown) {
            requireTrusted(thrown);
        }
    }

    /** Lets reads continue, whatever the state of the log. */
    void release() {
        if (holding) {
            holding = false;
            readers.release();
        }
    }

    /**
     * Moves the whole log into the database, so that its file alone is the shop; the next start repeats what fails
     * here.
     */
    void emptyAtClose(SqliteConnection connection) {
        try {
            if (connection.checkpoint(Checkpoint.Mode.TRUNCATE).busy()) {
                LOGGER.warn("Another process reads the database: its log stays beside it until the next start");
            }
        } catch (DatabaseFailure thrown) {
            LOGGER.error("The log stays beside the database until the next start: {}", thrown.getMessage());
            requireTrusted(thrown);
        }
    }

    private void emptyOnceReadersAreIdle(SqliteConnection connection) {
        if (readers.areIdle()) {
            boolean emptied = waitAndMove(connection).emptiesLog();
            holdFromNanos = System.nanoTime() + (emptied ? 0 : HOLD_AGAIN_NANOS);
            release();
        } else if (isPast(heldSinceNanos + HOLD_NANOS)) {
            holdFromNanos = System.nanoTime() + HOLD_NANOS;
            release();
        }
    }

    private void waitAndEmpty(SqliteConnection connection) {
        boolean emptied = waitAndMove(connection).emptiesLog();
        waitAgainNanos = emptied ? WAIT_AGAIN_NANOS : Math.min(WAIT_AGAIN_MAX_NANOS, 2 * waitAgainNanos);
        waitFromNanos = System.nanoTime() + waitAgainNanos;
    }

    private Checkpoint waitAndMove(SqliteConnection connection) {
        connection.waitAtMostMillis(WAIT_MILLIS);
        try {
            Checkpoint moved = connection.checkpoint(Checkpoint.Mode.RESTART);
            hasMoved(moved);
            return moved;
        } finally {
            connection.waitAtMostMillis(SqliteConnection.BUSY_TIMEOUT_MILLIS);
        }
    }

    private void hasMoved(Checkpoint moved) {
        triedPages = Math.max(0, moved.logPages());
        failure.over();
    }

    private static void requireTrusted(RuntimeException thrown) {
        if (DatabaseFailure.isFatal(thrown)) {
            throw thrown;
        }
    }

    private static boolean isPast(long nanos) {
        return System.nanoTime() - nanos >= 0;
    }
}
