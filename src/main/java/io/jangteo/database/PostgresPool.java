package io.jangteo.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.jangteo.problem.LastingFailure;
import io.jangteo.problem.Refusals;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections of one process to the server. They are in autocommit mode whenever nobody uses them: with it off,
 * whoever forgets to commit is undone in silence.
 */
final class PostgresPool implements AutoCloseable {
    /** A row that somebody else holds is waited for at most this long. */
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(2);

    /** A statement that changes anything takes at most this long. */
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(5);

    /** A transaction whose process hangs is ended after this long. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(10);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    /** Longer than the longest statement, a read of 30 s: by then the server does not answer any more. */
    private static final Duration SOCKET_LIMIT = Duration.ofSeconds(40);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    PostgresPool(PostgresSettings settings, PrometheusRegistry registry) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(settings));
        config.setPoolName("jangteo-postgres");
        config.setMaximumPoolSize(settings.connectionsMax());
        config.setConnectionTimeout(Math.max(settings.queueWait().toMillis(), 250));
        config.setValidationTimeout(Math.min(CONNECT_LIMIT.toMillis(), config.getConnectionTimeout()));
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(true);
        config.setExceptionOverride(new StandbyEviction());
        // A plan made while a table is nearly empty would read it all, and a session keeps it while the table grows:
        // with 64 callers, half of all orders' time went into the foreign keys of their lines.
        config.setConnectionInitSql("SET enable_seqscan = off; SET lock_timeout = %d; SET statement_timeout = %d;"
                        .formatted(LOCK_LIMIT.toMillis(), STATEMENT_LIMIT.toMillis())
                + " SET idle_in_transaction_session_timeout = " + IDLE_LIMIT.toMillis());
        this.pool = new HikariDataSource(config);
        this.jdbi = PostgresConnection.jdbi(pool::getConnection);
        GaugeWithCallback.builder()
                .name("jangteo_pool_connections")
                .help("Connections to PostgreSQL, by whether a request uses them, and the requests that wait for one")
                .labelNames("state")
                .callback(callback -> {
                    callback.call(pool.getHikariPoolMXBean().getActiveConnections(), "active");
                    callback.call(pool.getHikariPoolMXBean().getIdleConnections(), "idle");
                    callback.call(pool.getHikariPoolMXBean().getThreadsAwaitingConnection(), "waiting");
                })
                .register(registry);
    }

    /** Returns a source of single connections outside the pool, for what holds one for long. */
    static PGSimpleDataSource source(PostgresSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        if (settings.password() != null) {
            source.setPassword(settings.password());
        }
        source.setApplicationName("jangteo");
        source.setConnectTimeout(Math.toIntExact(CONNECT_LIMIT.toSeconds()));
        source.setSocketTimeout(Math.toIntExact(SOCKET_LIMIT.toSeconds()));
        source.setTcpKeepAlive(true);
        return source;
    }

    /** Returns a source of connections whose statements may take any time. */
    static PGSimpleDataSource patientSource(PostgresSettings settings) {
        PGSimpleDataSource source = source(settings);
        source.setSocketTimeout(0);
        return source;
    }

    /**
     * Takes a connection.
     *
     * @param failure is told why there is none
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} if none became free in time, or the server cannot be reached
     */
    PostgresConnection take(LastingFailure failure) {
        try {
            return PostgresConnection.of(jdbi);
        } catch (ConnectionException thrown) {
            // The pool gives the server's last error as the cause of its own; without one, it only has no free
            // connection.
            Throwable unreachable =
                    thrown.getCause() == null ? null : thrown.getCause().getCause();
            failure.met(
                    unreachable == null
                            ? "No connection to the database became free in time"
                            : "The database server cannot be reached: " + unreachable.getMessage());
            throw Refusals.OVERLOADED.problem();
        }
    }

    /** Closes the connections that nobody uses. */
    void evictIdle() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Leaves no connection to a standby in the pool: another one may lead to the server that takes writes. */
    private static final class StandbyEviction implements SQLExceptionOverride {
        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException thrown) {
            return PostgresFailure.isReadOnly(thrown)
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
