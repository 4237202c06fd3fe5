package io.jangteo.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The statements that begin and end transactions, prepared once per connection. For the driver, the connection stays in
 * autocommit mode: the driver's own transaction mode would take the write lock again right after each commit.
 */
final class TransactionSql {
    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement beginImmediate;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement rollbackTo;
    private final PreparedStatement logPages;

    TransactionSql(Connection connection) throws SQLException {
        this.connection = connection;
        this.begin = connection.prepareStatement("BEGIN DEFERRED");
        this.beginImmediate = connection.prepareStatement("BEGIN IMMEDIATE");
        this.commit = connection.prepareStatement("COMMIT");
        this.rollback = connection.prepareStatement("ROLLBACK");
        this.savepoint = connection.prepareStatement("SAVEPOINT part");
        this.release = connection.prepareStatement("RELEASE part");
        this.rollbackTo = connection.prepareStatement("ROLLBACK TO part");
        this.logPages = connection.prepareStatement("PRAGMA wal_checkpoint(NOOP)");
    }

    void begin() {
        run(begin);
    }

    /**
     * Takes the write lock at the start: a transaction that reads first and writes later may fail with BUSY without a
     * wait.
     */
    void beginImmediate() {
        run(beginImmediate);
    }

    void commit() {
        run(commit);
    }

    void rollback() {
        run(rollback);
    }

    /** Opens a savepoint, which is released or rolled back before the next one. */
    void savepoint() {
        run(savepoint);
    }

    void release() {
        run(release);
    }

    void rollbackTo() {
        run(rollbackTo);
    }

    /** Number of pages in the write-ahead log; cheap enough to query after each commit. */
    int logPages() {
        try (ResultSet row = logPages.executeQuery()) {
            row.next();
            return row.getInt(2);
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    Connection connection() {
        return connection;
    }

    private static void run(PreparedStatement statement) {
        try {
            statement.execute();
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }
}
