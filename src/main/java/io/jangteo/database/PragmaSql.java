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
                    throw new UnusableDatabase("SQLite does not take " + name + " = " + value + ": it is " + actual);
                }
            }
        }
    }

    /** Another number whenever other connections have committed something. */
    static long dataVersion(Handle handle) {
        return handle.createQuery("PRAGMA data_version").mapTo(Long.class).one();
    }

    /** Moves the write-ahead log into the database and cuts it to nothing, so that the file alone is the shop. */
    static void truncateLog(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }
}
