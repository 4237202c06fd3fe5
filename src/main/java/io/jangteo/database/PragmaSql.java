package io.jangteo.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/** SQLite's settings, and operations on the whole file. */
final class PragmaSql {
    private PragmaSql() {}

    /** Sets a pragma and reads it back, since SQLite ignores unknown or impossible settings. */
    static void set(Connection connection, String name, String value, String expected) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + name + " = " + value);
            try (ResultSet row = statement.executeQuery("PRAGMA " + name)) {
                String actual = row.next() ? row.getString(1) : "nothing";
                if (!expected.equals(actual)) {
                    throw new UnusableDatabase("SQLite did not accept " + name + " = " + value + ": it is " + actual);
                }
            }
        }
    }

    /** A number that changes whenever another connection commits. */
    static long dataVersion(Handle handle) {
        return Sql.of(handle, "PRAGMA data_version").one(row -> row.getLong(1));
    }

    /**
     * Moves as much of the write-ahead log as possible into the database file and flushes both.
     *
     * @return SQLite's result; a log that others keep in use is not a failure
     * @throws DatabaseFailure if a file cannot be read, written or flushed
     */
    static Checkpoint checkpoint(Connection connection, Checkpoint.Mode mode) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            row.next();
            return new Checkpoint(row.getInt(1) != 0, row.getInt(2), row.getInt(3));
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    /**
     * Moves the write-ahead log into the database and leaves WAL mode. Fails if another connection has the database
     * open.
     */
    static void leaveLog(Connection connection) throws SQLException {
        set(connection, "journal_mode", "DELETE", "delete");
    }
}
