package io.jangteo.database;

import io.jangteo.problem.HeapExhaustion;
import io.jangteo.problem.LastingFailure;
import io.jangteo.problem.Refusal;
import io.jangteo.problem.Refusals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that several processes share. A change is a transaction of its own in READ COMMITTED, which locks
 * what it decides on before it reads it; changes that many ask for at once share a transaction, as a {@link Batch}.
 */
public final class PostgresDatabase implements Database {
    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresDatabase.class);

    /** The longest statement of a read. */
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);

    /** How often a transaction is tried that others got in the way of. */
    private static final int TRIES_MAX = 4;

    /** How often a row is waited for that somebody holds for long; each time up to the time limit of locks. */
    private static final int LOCK_TRIES_MAX = 2;

    private static final long PAUSE_MAX_MICROS = 5_000;

    private final PostgresSettings settings;
    private final PostgresPool pool;
    private final InstantSource clock;
    private final PostgresMetrics metrics;
    private final Map<Batch<?, ?>, Lane<?, ?>> lanes = new ConcurrentHashMap<>();
    private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);
    private final LastingFailure failure = new LastingFailure(LOGGER, "The database server serves again");

    private PostgresDatabase(
            PostgresSettings settings, PostgresPool pool, InstantSource clock, PostgresMetrics metrics) {
        this.settings = settings;
        this.pool = pool;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Connects, and migrates the database to this version's schema; of several processes one does so and the others
     * wait.
     *
     * @throws UnusableDatabase if this fails
     */
    public static PostgresDatabase open(PostgresSettings settings, InstantSource clock, PrometheusRegistry registry) {
        PostgresMigrations.run(settings, clock);
        return new PostgresDatabase(
                settings, new PostgresPool(settings, registry), clock, new PostgresMetrics(registry));
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return refusing(() -> again(() -> readOnce(work), LOCK_TRIES_MAX));
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        return refusing(() -> again(() -> writeOnce(work), LOCK_TRIES_MAX));
    }

    @Override
    public <Q, R> R together(Batch<Q, R> batch, Q request) {
        if (settings.batchMax() == 1) {
            return write(tx -> batch.one(tx, request));
        }
        requireNoTransaction();
        @SuppressWarnings("unchecked")
        Lane<Q, R> lane = (Lane<Q, R>) lanes.computeIfAbsent(
                batch,
                key -> new Lane<>(
                        this, batch, settings.batchMax(), settings.queueMax(), settings.queueWait(), metrics));
        return lane.run(request);
    }

    /** Takes a connection from the pool, as any read does: it knows the tables and the statements already. */
    @Override
    public <T> T readMany(Function<Database, T> work) {
        return refusing(() -> again(() -> readOnce(handle -> work.apply(new OneSnapshot(handle))), LOCK_TRIES_MAX));
    }

    /** Derives the number from the server's own list of transactions, which every commit changes for everyone. */
    @Override
    public long changes() {
        return read(ChangesSql::number);
    }

    @Override
    public Engine engine() {
        return Engine.POSTGRES;
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
        pool.close();
    }

    /**
     * Decides requests in one transaction, for their lane.
     *
     * @throws RuntimeException the database's own error, or a refusal that holds for all of them
     */
    <Q, R> List<Outcome<R>> decide(Batch<Q, R> batch, List<Q> requests) {
        // Whoever waits for a row that is held for long, waits alone.
        return again(() -> writeOnce(tx -> batch.run(tx, requests)), requests.size() == 1 ? LOCK_TRIES_MAX : 1);
    }

    private <T> T refusing(Supplier<T> transaction) {
        try {
            return transaction.get();
        } catch (RuntimeException thrown) {
            throw refused(thrown);
        }
    }

    /** Tries again what others got in the way of, and, once, what a broken connection ended before its commit. */
    private <T> T again(Supplier<T> transaction, int lockTriesMax) {
        requireNoTransaction();
        for (int tries = 1; ; tries++) {
            try {
                T result = transaction.get();
                failure.over();
                return result;
            } catch (RuntimeException thrown) {
                boolean mayGoOn = (PostgresFailure.isRepeatable(thrown) && tries < TRIES_MAX)
                        || (isConnectionUseless(thrown) && tries == 1)
                        || (PostgresFailure.isLockTimeout(thrown) && tries < lockTriesMax);
                if (isConnectionUseless(thrown)) {
                    // The others of that moment are most likely so too.
                    pool.evictIdle();
                }
                if (!mayGoOn) {
                    throw thrown;
                }
                metrics.repeated(PostgresFailure.state(thrown));
                pause(tries);
            }
        }
    }

    private static boolean isConnectionUseless(RuntimeException thrown) {
        return PostgresFailure.isConnectionLost(thrown) || PostgresFailure.isReadOnly(thrown);
    }

    private <T> T readOnce(Function<Handle, T> work) {
        busy.set(true);
        try (PostgresConnection connection = pool.take(failure)) {
            try {
                connection.beginRead(READ_LIMIT.toMillis());
                T result = work.apply(connection.handle());
                connection.endRead();
                return result;
            } catch (RuntimeException | Error thrown) {
                connection.rollback();
                throw thrown;
            }
        } finally {
            busy.set(false);
        }
    }

    private <T> T writeOnce(Function<Tx, T> work) {
        List<Runnable> afterCommit;
        T result;
        busy.set(true);
        try (PostgresConnection connection = pool.take(failure)) {
            Tx tx = new Tx(connection.handle(), clock);
            try {
                connection.beginWrite();
                result = work.apply(tx);
            } catch (RuntimeException | Error thrown) {
                connection.rollback();
                throw thrown;
            }
            commit(connection);
            afterCommit = tx.afterCommitActions();
        } finally {
            busy.set(false);
        }
        Pending.runAll(afterCommit);
        return result;
    }

    private void commit(PostgresConnection connection) {
        try {
            connection.commit();
        } catch (DatabaseFailure thrown) {
            connection.rollback();
            if (PostgresFailure.isOutcomeUnknown(thrown)) {
                failure.met("The connection to the database broke in a commit: " + thrown.getMessage());
                metrics.unknown();
                throw Refusals.OUTCOME_UNKNOWN.problem();
            }
            throw thrown;
        }
    }

    /** Returns the refusal of what an error undid, or the error itself if it is the work's own. */
    RuntimeException refused(RuntimeException thrown) {
        HeapExhaustion.check(thrown);
        Refusal refusal = PostgresFailure.refusal(thrown);
        if (refusal == null) {
            return thrown;
        }
        failure.met("The database server refuses: "
                + Objects.requireNonNull(DatabaseFailure.cause(thrown)).getMessage());
        return refusal.problem();
    }

    private void requireNoTransaction() {
        if (busy.get()) {
            throw new IllegalStateException("A transaction cannot be opened inside another: pass the Tx or Handle on");
        }
    }

    private static void pause(int tries) {
        LockSupport.parkNanos(
                TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(PAUSE_MAX_MICROS * tries)));
    }
}
