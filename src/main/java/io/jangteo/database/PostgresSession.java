package io.jangteo.database;

import io.jangteo.schedule.Threads;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's own connection beside the pool. It does the work of a start, which may take any time, and then holds a lock
 * as long as the server runs, by which the servers of a database know of each other. No request depends on it.
 */
public final class PostgresSession implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresSession.class);

    /** How often it is checked; also keeps firewalls from forgetting the connection. */
    private static final Duration CHECK_PERIOD = Duration.ofSeconds(5);

    private static final int ANSWER_LIMIT_SECONDS = 5;

    private final PostgresSettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService checks =
            Executors.newSingleThreadScheduledExecutor(work -> Threads.daemon("session", work));
    /** Guarded by this object, as is all that is done with it. */
    private PostgresConnection connection;

    private PostgresSession(PostgresSettings settings, InstantSource clock, PostgresConnection connection) {
        this.settings = settings;
        this.clock = clock;
        this.connection = connection;
    }

    /**
     * Connects; waits while another server is {@linkplain #alone alone}.
     *
     * @throws UnusableDatabase if this fails
     */
    public static PostgresSession open(PostgresSettings settings, InstantSource clock) {
        PostgresConnection connection = null;
        try {
            connection = PostgresConnection.forLong(settings);
            if (!SessionSql.tryLockShared(connection.handle())) {
                LOGGER.warn("Waits until another server has changed the settings of all");
                SessionSql.lockShared(connection.handle());
            }
            // Whoever was alone may have been moving a shop into the database, and may have been killed.
            PostgresMigrations.requireWhole(connection.handle(), settings);
            return new PostgresSession(settings, clock, connection);
        } catch (RuntimeException thrown) {
            if (connection != null) {
                connection.close();
            }
            throw PostgresMigrations.unusable(settings, thrown);
        }
    }

    /**
     * Runs the work in a transaction without time limits.
     *
     * @throws UnusableDatabase if the database fails; what the work itself throws is thrown on
     */
    public synchronized <T> T write(Function<Tx, T> work) {
        try {
            List<Runnable> afterCommit;
            T result;
            Tx tx = new Tx(connection.handle(), clock);
            try {
                connection.beginWrite();
                result = work.apply(tx);
                connection.commit();
                afterCommit = tx.afterCommitActions();
            } catch (RuntimeException | Error thrown) {
                connection.rollback();
                throw thrown;
            } finally {
                endTransactions();
            }
            Pending.runAll(afterCommit);
            return result;
        } catch (RuntimeException thrown) {
            throw PostgresMigrations.unusable(settings, thrown);
        }
    }

    /**
     * Runs the work while no other server runs on the database, and none can start.
     *
     * @return false if another server runs; then nothing was done
     */
    public synchronized boolean alone(Runnable work) {
        if (!SessionSql.tryLockAlone(connection.handle())) {
            return false;
        }
        try {
            work.run();
        } finally {
            SessionSql.unlockAlone(connection.handle());
        }
        return true;
    }

    /**
     * Checks the connection from now on, and opens it again when it broke.
     *
     * @param onReturn runs after that, as another server may have been alone in between
     */
    public void watch(Runnable onReturn) {
        Future<?> unused = checks.scheduleWithFixedDelay(
                () -> check(onReturn), CHECK_PERIOD.toMillis(), CHECK_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        checks.shutdownNow();
        synchronized (this) {
            connection.close();
        }
    }

    private void check(Runnable onReturn) {
        try {
            if (!isAlive() && reopen()) {
                onReturn.run();
            }
        } catch (RuntimeException thrown) {
            LOGGER.debug("The session cannot be opened again yet", thrown);
        }
    }

    private synchronized boolean isAlive() {
        try {
            return connection.connection().isValid(ANSWER_LIMIT_SECONDS);
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    private synchronized boolean reopen() {
        connection.abort();
        PostgresConnection other = PostgresConnection.forLong(settings);
        if (!checks.isShutdown() && SessionSql.tryLockShared(other.handle())) {
            connection = other;
            return true;
        }
        other.close();
        return false;
    }

    private void endTransactions() {
        try {
            connection.connection().setAutoCommit(true);
        } catch (SQLException thrown) {
            LOGGER.debug("The session has ended", thrown);
        }
    }
}
