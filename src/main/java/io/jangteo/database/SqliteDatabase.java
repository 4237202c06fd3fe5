package io.jangteo.database;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The embedded database: one writer with group commit, and readers that never wait for it. */
public final class SqliteDatabase implements Database {
    private final Writer writer;
    private final Readers readers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private volatile Runnable onOutcomeUnknown = () -> {};

    private SqliteDatabase(
            Path file,
            SqliteSettings settings,
            InstantSource clock,
            PrometheusRegistry registry,
            SqliteConnection connection) {
        this.readers = new Readers(file, settings);
        this.writer = new Writer(file, settings, clock, registry, connection, readers, new Writer.Listener() {
            @Override
            public void outcomeUnknown() {
                onOutcomeUnknown.run();
            }

            @Override
            public void fatal() {
                failed.complete(null);
            }
        });
    }

    /**
     * Opens the file, creating it if it is absent, and migrates it to this version's schema.
     *
     * @throws UnusableDatabase if this fails
     */
    public static SqliteDatabase open(
            Path file, SqliteSettings settings, InstantSource clock, PrometheusRegistry registry) {
        Recovery.flushLeftBehind(file);
        SqliteConnection connection = SqliteConnection.forWriting(file);
        try {
            Recovery.complete(connection, file);
            Migrations.run(connection, clock);
        } catch (DatabaseFailure thrown) {
            connection.close();
            throw new UnusableDatabase("Cannot use the database " + file + ": " + thrown.getMessage(), thrown);
        } catch (RuntimeException thrown) {
            connection.close();
            throw thrown;
        }
        return new SqliteDatabase(file, settings, clock, registry, connection);
    }

    /**
     * Runs the action on a new thread once the file can no longer be trusted, or immediately if that is already the
     * case. By then the writer has stopped and has answered all waiting requests.
     */
    @Override
    public void onFatal(Runnable action) {
        Future<?> unused = failed.thenRun(() -> {
            try {
                new Thread(action, "jangteo-fatal").start();
            } catch (OutOfMemoryError noThread) {
                action.run();
            }
        });
    }

    /**
     * Sets the action to run when the outcome of a commit is unknown, so that all caches may be wrong. It runs on the
     * writer's thread before the next transaction and must not wait for the database.
     */
    @Override
    public void onOutcomeUnknown(Runnable action) {
        onOutcomeUnknown = action;
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return read(work, false);
    }

    @Override
    public <T> T readOne(Function<Handle, T> work) {
        return read(work, true);
    }

    @Override
    public boolean runIfReadable(Runnable work) {
        return readers.runIfFree(work);
    }

    private <T> T read(Function<Handle, T> work, boolean isOne) {
        if (writer.isCurrentThread()) {
            throw new IllegalStateException("A transaction reads through its own handle: pass the Tx on");
        }
        return readers.read(work, isOne);
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        readers.requireNotReading();
        Pending<T> pending = new Pending<>(work, null);
        writer.add(pending);
        return pending.await();
    }

    @Override
    public <T> void writeThen(Function<Tx, T> work, Consumer<Supplier<T>> then) {
        readers.requireNotReading();
        writer.add(new Pending<>(work, then));
    }

    @Override
    public boolean returnsBeforeCommit() {
        return true;
    }

    @Override
    public <Q, R> void togetherThen(Batch<Q, R> batch, Q request, Consumer<Supplier<R>> then) {
        writeThen(new BatchRequest<>(batch, request), then);
    }

    /** Counts the commits of this process, the only one there is. */
    @Override
    public long changes() {
        return writer.commits();
    }

    /** Waits for running reads and queued writes, then moves the write-ahead log into the file. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        readers.close();
        writer.close();
    }
}
