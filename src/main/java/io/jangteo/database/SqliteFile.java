package io.jangteo.database;

import java.sql.SQLException;
import java.sql.Statement;

/** What is done to the database file as a whole. */
final class SqliteFile {
    private SqliteFile() {}

    /** Moves the write-ahead log into the database and cuts it to nothing, so that the file alone is the shop. */
    static void truncateLog(SqliteConnection connection) {
        try (Statement statement =
                connection.transaction().connection().createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }
}
