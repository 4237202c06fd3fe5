package io.jangteo.torture;

import io.jangteo.database.Database;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.database.Tx;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * A counter in the embedded database, raised and read by several threads: the writer's queue with its shared commits
 * behaves as if there were no queue, and what was answered is there for every reader.
 */
public class WriterInOrder {
    /** One database for all runs, each with a row of its own: the queue never gets a rest. */
    private static final SqliteDatabase DATABASE = open();

    private static final AtomicLong RUNS = new AtomicLong();

    private final String name = "in-order-" + RUNS.incrementAndGet();
    private final Database database;

    public WriterInOrder() {
        this(DATABASE);
    }

    WriterInOrder(Database database) {
        this.database = database;
        DATABASE.write(tx -> put(tx, 0));
    }

    @Operation
    public long raise() {
        return database.write(tx -> put(tx, value(tx.handle()) + 1));
    }

    /** Raises it and takes that back: what throws leaves nothing. */
    @Operation
    public long refuse() {
        try {
            return database.write(tx -> {
                put(tx, value(tx.handle()) + 1);
                throw new IllegalArgumentException("refused");
            });
        } catch (IllegalArgumentException refused) {
            return -1;
        }
    }

    @Operation
    public long read() {
        return database.read(this::value);
    }

    private long value(Handle handle) {
        return handle.createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }

    private long put(Tx tx, long value) {
        tx.handle()
                .createUpdate("INSERT OR REPLACE INTO setting (name, value) VALUES (:name, :value)")
                .bind("name", name)
                .bind("value", Long.toString(value))
                .execute();
        return value;
    }

    private static SqliteDatabase open() {
        try {
            Path directory = Files.createTempDirectory("jangteo-in-order");
            return SqliteDatabase.open(
                    directory.resolve("jangteo.db"),
                    SqliteSettings.defaults(),
                    InstantSource.system(),
                    new PrometheusRegistry());
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** The same on a writer that lets an answer go before the commit. */
    public static final class AnsweredTooEarly extends WriterInOrder {
        public AnsweredTooEarly() {
            super(new EarlyAnswers(DATABASE));
        }
    }

    /** Answers as soon as the work is done, whatever becomes of its commit. */
    record EarlyAnswers(Database database) implements Database {
        private static final ExecutorService COMMITTERS = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "committer");
            thread.setDaemon(true);
            return thread;
        });

        @Override
        public <T> T read(Function<Handle, T> work) {
            return database.read(work);
        }

        @Override
        public <T> T write(Function<Tx, T> work) {
            CompletableFuture<T> early = new CompletableFuture<>();
            COMMITTERS.execute(() -> {
                try {
                    database.write(tx -> {
                        T result = work.apply(tx);
                        early.complete(result);
                        return result;
                    });
                } catch (RuntimeException refused) {
                    early.completeExceptionally(refused);
                }
            });
            try {
                return early.join();
            } catch (CompletionException thrown) {
                throw (RuntimeException) thrown.getCause();
            }
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
