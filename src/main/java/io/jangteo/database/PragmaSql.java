package io.jangteo.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/** How SQLite is told to behave, and what is done to its file as a whole. */
final class PragmaSql {
    private PragmaSql() {}

    /** Sets a pragma and reads it back: SQLite ignores what it does not know or cannot do. */
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

    /** Another number whenever other connections have committed something. */
    static long dataVersion(Handle handle) {
        return Sql.of(handle, "PRAGMA data_version").map(row -> row.getLong(1)).one();
    }

    /**
     * Moves what it can of the write-ahead log into the database file and flushes both.
     *
     * @return what SQLite says of it; a log that others keep in use is no failure
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
     * Moves the write-ahead log into the database and has no such log from then on. Fails if anything else has the
     * database open.
     */
    static void leaveLog(Connection connection) throws SQLException {
        set(connection, "journal_mode", "DELETE", "delete");
    }
}
