package io.jangteo.database;

import io.jangteo.problem.Refusals;
import io.jangteo.schedule.Threads;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fixed pool of read-only connections, each used by one read at a time and for a bounded time. */
final class Readers implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Readers.class);
    private static final long WATCH_PERIOD_MILLIS = 100;
    private static final long IDLE_LOOK_NANOS = 1_000_000;

    private final Path file;
    private final SqliteSettings settings;
    private final BlockingDeque<Reader> idle = new LinkedBlockingDeque<>();
    private final List<Reader> all = new CopyOnWriteArrayList<>();
    private final ThreadLocal<ThreadReads> ofThread = ThreadLocal.withInitial(ThreadReads::new);
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> Threads.daemon("jangteo-read-limit", work));
    /** Open while reads may begin. An open gate is never closed; a new one replaces it. */
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private volatile boolean closed;

    Readers(Path file, SqliteSettings settings) {
        this.file = file;
        this.settings = settings;
        for (int i = 0; i < settings.readers(); i++) {
            Reader reader = new Reader();
            all.add(reader);
            idle.add(reader);
        }
        Future<?> unused = watch.scheduleAtFixedRate(
                this::interruptOverdue, WATCH_PERIOD_MILLIS, WATCH_PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param isOne whether the work is one statement, which is a snapshot by itself */
    <T> T read(Function<Handle, T> work, boolean isOne) {
        requireNotReading();
        ThreadReads mine = ofThread.get();
        Reader reader = mine.kept == null ? take() : mine.kept;
        mine.reading = true;
        try {
            return isOne ? reader.readOne(work) : reader.read(work);
        } finally {
            mine.reading = false;
            if (mine.kept == null) {
                idle.addFirst(reader);
            }
        }
    }

    /** Runs the work with a connection for all its reads, if one is free now; returns whether it did. */
    boolean runIfFree(Runnable work) {
        ThreadReads mine = ofThread.get();
        if (mine.kept != null) {
            work.run();
            return true;
        }
        Reader reader = closed || gate.getCount() > 0 ? null : idle.pollFirst();
        if (reader == null) {
            return false;
        }
        mine.kept = reader;
        try {
            work.run();
        } finally {
            mine.kept = null;
            idle.addFirst(reader);
        }
        return true;
    }

    void requireNotReading() {
        if (ofThread.get().reading) {
            throw new IllegalStateException("A read cannot hold another read or a write: pass the Handle on");
        }
    }

    /** Lets no read begin until {@link #release()}; reads that wait too long are refused. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    /** Whether no read is running. */
    boolean areIdle() {
        return idle.size() == all.size();
    }

    /** Waits until no read is running, or until the limit has passed. */
    void awaitIdle(long limitNanos) {
        long untilNanos = System.nanoTime() + limitNanos;
        while (!areIdle() && System.nanoTime() - untilNanos < 0) {
            LockSupport.parkNanos(IDLE_LOOK_NANOS);
        }
    }

    /** Waits for running reads, then closes the connections. */
    @Override
    public void close() {
        closed = true;
        for (int i = 0; i < all.size(); i++) {
            try {
                Reader reader = idle.pollFirst(settings.readLimit().toMillis(), TimeUnit.MILLISECONDS);
                if (reader != null) {
                    reader.disconnect();
                }
            } catch (InterruptedException thrown) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        watch.shutdownNow();
    }

    private Reader take() {
        try {
            long waitNanos = settings.queueWait().toNanos();
            boolean mayBegin = !closed && gate.await(waitNanos, TimeUnit.NANOSECONDS);
            Reader reader = mayBegin ? idle.pollFirst(waitNanos, TimeUnit.NANOSECONDS) : null;
            if (reader == null) {
                throw Refusals.OVERLOADED.problem();
            }
            return reader;
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw Refusals.OVERLOADED.problem();
        }
    }

    private void interruptOverdue() {
        for (Reader reader : all) {
            reader.interruptIfOverdue(settings.readLimit().toNanos());
        }
    }

    /** What a thread does with the readers now. */
    private static final class ThreadReads {
        private boolean reading;
        /** The connection that the thread has for several reads. */
        private @Nullable Reader kept;
    }

    /** One connection, opened on first use. */
    private final class Reader {
        private @Nullable SqliteConnection connection;
        private long startedNanos;
        private boolean busy;

        <T> T read(Function<Handle, T> work) {
            SqliteConnection open = open();
            start();
            try {
                open.transaction().begin();
                T result = work.apply(open.handle());
                open.transaction().commit();
                return result;
            } catch (RuntimeException | Error thrown) {
                end();
                abandon(open, thrown);
                throw refused(thrown);
            } finally {
                end();
            }
        }

        <T> T readOne(Function<Handle, T> work) {
            SqliteConnection open = open();
            long before = open.statementsRun();
            start();
            try {
                T result = work.apply(open.handle());
                if (open.statementsRun() - before > 1) {
                    throw new IllegalStateException("Several statements see one snapshot only in a transaction: read");
                }
                return result;
            } catch (RuntimeException | Error thrown) {
                end();
                if (DatabaseFailure.isBehind(thrown)) {
                    disconnect();
                }
                throw refused(thrown);
            } finally {
                end();
            }
        }

        private SqliteConnection open() {
            SqliteConnection open = connection == null ? SqliteConnection.forReading(file) : connection;
            connection = open;
            return open;
        }

        /** Returns what the read ends with; throws an error as it is. */
        private RuntimeException refused(Throwable thrown) {
            if (DatabaseFailure.isInterrupted(thrown)) {
                return Refusals.OVERLOADED.problem();
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            return (RuntimeException) thrown;
        }

        private synchronized void start() {
            startedNanos = System.nanoTime();
            busy = true;
        }

        private synchronized void end() {
            busy = false;
        }

        /** Takes the same lock as start and end, so that it never interrupts the read that follows the overdue one. */
        synchronized void interruptIfOverdue(long limitNanos) {
            if (busy && connection != null && System.nanoTime() - startedNanos > limitNanos) {
                try {
                    connection.interrupt();
                } catch (SQLException thrown) {
                    LOGGER.warn("An overdue read could not be stopped: {}", thrown.getMessage());
                }
            }
        }

        private void abandon(SqliteConnection open, Throwable thrown) {
            if (DatabaseFailure.isBehind(thrown)) {
                disconnect();
                return;
            }
            try {
                open.transaction().rollback();
            } catch (DatabaseFailure failure) {
                disconnect();
            }
        }

        private void disconnect() {
            if (connection != null) {
                try {
                    connection.close();
                } catch (DatabaseFailure failure) {
                    LOGGER.warn("A failed read connection did not close: {}", failure.getMessage());
                }
                connection = null;
            }
        }
    }
}
