package io.jangteo.database;

import io.jangteo.schedule.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a long read before the write-ahead log fills the disk. SQLite cannot reset the log while a snapshot is open, so
 * each commit makes it longer.
 */
final class LogBound implements AutoCloseable {
    /** Enough for hours of ordinary trade, yet a small part of a disk. */
    static final long DEFAULT_MAX_BYTES = 1L << 30;

    /** A disk writes at most a few hundred megabytes in this time. */
    private static final long PERIOD_MILLIS = 250;

    private final Path log;
    private final SqliteConnection connection;
    private final long maxBytes;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Threads.daemon("jangteo-log-bound", this::watch);
    private volatile boolean exceeded;

    private LogBound(Path log, SqliteConnection connection, long maxBytes) {
        this.log = log;
        this.connection = connection;
        this.maxBytes = maxBytes;
    }

    /**
     * Watches the log until closed, and interrupts the connection's statement once the log exceeds the bound. A log
     * that is larger already may keep its size. Must be closed before the connection.
     */
    static LogBound watch(Path database, SqliteConnection connection, long maxBytes) {
        Path log = WriteAheadLog.of(database);
        LogBound bound = new LogBound(log, connection, Math.max(maxBytes, bytes(log)));
        bound.thread.start();
        return bound;
    }

    /** Whether the read was ended because of the log's size. */
    boolean exceeded() {
        return exceeded;
    }

    @Override
    public void close() {
        closed.countDown();
        // The connection may be closed next and must not be interrupted after that.
        Threads.uninterruptibly(thread::join);
    }

    /** Checks the log once; the watching thread does so every {@value #PERIOD_MILLIS} ms. */
    void look() throws SQLException {
        if (bytes(log) > maxBytes) {
            exceeded = true;
            // Repeated at each check: the connection may be between two statements.
            connection.interrupt();
        }
    }

    private void watch() {
        try {
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException | SQLException thrown) {
            // Nobody interrupts this thread, and only a closed connection cannot be interrupted.
            Thread.currentThread().interrupt();
        }
    }

    private static long bytes(Path log) {
        try {
            return Files.size(log);
        } catch (IOException absent) {
            return 0;
        }
    }
}
