package io.jangteo.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** One connection in the hands of one transaction, with its handle; closing gives it back to its pool. */
final class PostgresConnection implements AutoCloseable {
    private static final String BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final Connection connection;
    private final Handle handle;

    PostgresConnection(Connection connection) {
        this(jdbi(() -> connection).open());
    }

    private PostgresConnection(Handle handle) {
        this.handle = handle;
        this.connection = handle.getConnection();
    }

    /**
     * Takes a connection of a pool, whose {@link #jdbi} serves all of them.
     *
     * @throws org.jdbi.v3.core.ConnectionException if there is none
     */
    static PostgresConnection of(Jdbi jdbi) {
        return new PostgresConnection(jdbi.open());
    }

    static Jdbi jdbi(ConnectionFactory connections) {
        Jdbi jdbi = Jdbi.create(connections);
        jdbi.getConfig(Engine.Setting.class).set(Engine.POSTGRES);
        return jdbi;
    }

    /** Opens a connection outside any pool, whose statements may take any time. */
    static PostgresConnection forLong(PostgresSettings settings) {
        try {
            PostgresConnection connection =
                    new PostgresConnection(PostgresPool.patientSource(settings).getConnection());
            // The role may have limits, which are meant for requests.
            connection.execute("SET statement_timeout = 0; SET lock_timeout = 0");
            return connection;
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    Handle handle() {
        return handle;
    }

    Connection connection() {
        return connection;
    }

    /** Begins a transaction with its first statement, in READ COMMITTED, the server's default. */
    void beginWrite() {
        run(() -> connection.setAutoCommit(false));
    }

    /** Begins a transaction that sees one snapshot. */
    void beginRead(long limitMillis) {
        run(() -> execute(BEGIN_READ + "; SET LOCAL statement_timeout = " + limitMillis));
    }

    /**
     * Begins a transaction that sees one snapshot, however long it takes.
     *
     * @param exported the snapshot of another transaction, or {@code null} for one of its own
     */
    void beginSnapshot(@Nullable String exported) {
        run(() -> {
            // With autocommit on, the driver would read whole tables into memory.
            connection.setAutoCommit(false);
            execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            if (exported != null) {
                execute("SET TRANSACTION SNAPSHOT '" + exported + "'");
            }
            execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
        });
    }

    void endRead() {
        run(() -> execute("END"));
    }

    void commit() {
        run(connection::commit);
    }

    /** Undoes what was done; a connection that cannot even do that is closed, which undoes it too. */
    void rollback() {
        try {
            if (connection.getAutoCommit()) {
                execute("ROLLBACK");
            } else {
                connection.rollback();
            }
        } catch (SQLException thrown) {
            abort();
        }
    }

    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException thrown) {
            // It is beyond use, and the pool notices.
        }
    }

    /** Gives the connection back; one that fails in this has done its work, and nobody may do that again. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException thrown) {
            abort();
        }
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
