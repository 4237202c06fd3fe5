package io.jangteo.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** One configured connection to the database file, with its handle and its kept statements. */
final class SqliteConnection implements AutoCloseable {
    /** The first SQLite release without the bug that could corrupt a database when its log was reset. */
    private static final List<Integer> VERSION_MIN = List.of(3, 51, 3);

    /** Another process (a backup, a check of the books) may hold a lock for a moment. */
    static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private final Connection connection;
    private final KeptStatements statements = new KeptStatements();
    private final Handle handle;
    private final TransactionSql transaction;
    private final DB database;

    private SqliteConnection(Connection connection) throws SQLException {
        this.connection = connection;
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.getConfig(Engine.Setting.class).set(statements);
        this.handle = jdbi.open();
        this.transaction = new TransactionSql(connection);
        this.database = connection.unwrap(SQLiteConnection.class).getDatabase();
    }

    static SqliteConnection forWriting(Path file) {
        return open(file, false);
    }

    static SqliteConnection forReading(Path file) {
        return open(file, true);
    }

    /** Opens an empty private database that exists until it is closed. */
    static SqliteConnection inMemory() {
        try {
            return new SqliteConnection(new SQLiteConfig().createConnection("jdbc:sqlite::memory:"));
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    Handle handle() {
        return handle;
    }

    /** Returns how many statements were run on the handle so far. */
    long statementsRun() {
        return statements.taken();
    }

    TransactionSql transaction() {
        return transaction;
    }

    /** Number of rows that were changed on this connection since it was opened. */
    long changes() {
        try {
            return database.total_changes();
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    /** Aborts the statement that is running on this connection; may be called from any thread. */
    void interrupt() throws SQLException {
        database.interrupt();
    }

    /**
     * Moves the write-ahead log into the database.
     *
     * @throws DatabaseFailure if this fails; a log that others keep in use is not a failure
     */
    Checkpoint checkpoint(Checkpoint.Mode mode) {
        return PragmaSql.checkpoint(connection, mode);
    }

    /** Sets how much memory, outside of the heap, keeps pages for this connection. */
    void cacheKibibytes(int kibibytes) {
        try {
            PragmaSql.set(connection, "cache_size", "-" + kibibytes, "-" + kibibytes);
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    /** Sets how long to wait for a lock that another connection holds. */
    void waitAtMostMillis(int millis) {
        try {
            connection.unwrap(SQLiteConnection.class).setBusyTimeout(millis);
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    private static SqliteConnection open(Path file, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        // RETURNING yields generated keys; without this setting the driver queries them after each statement.
        config.setGetGeneratedKeys(false);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            try {
                requireVersion(connection);
                setUp(connection, readOnly);
                return new SqliteConnection(connection);
            } catch (SQLException | RuntimeException thrown) {
                connection.close();
                throw thrown;
            }
        } catch (SQLException thrown) {
            String reason = IoReason.hasRoom(file) ? thrown.getMessage() : "the disk is full";
            throw new UnusableDatabase("Cannot open the database " + file + ": " + reason, thrown);
        }
    }

    private static void setUp(Connection connection, boolean readOnly) throws SQLException {
        String busyTimeout = Integer.toString(BUSY_TIMEOUT_MILLIS);
        PragmaSql.set(connection, "busy_timeout", busyTimeout, busyTimeout);
        if (!readOnly) {
            // Readers never wait for the writer, and a commit is one append and one flush.
            PragmaSql.set(connection, "journal_mode", "WAL", "wal");
            // FULL flushes the log at each commit: with NORMAL a power cut loses acknowledged commits.
            PragmaSql.set(connection, "synchronous", "FULL", "2");
            // SQLite ignores errors of its automatic checkpoint: a failing disk would go unnoticed.
            PragmaSql.set(connection, "wal_autocheckpoint", "0", "0");
            // After a burst the log file is cut back to 32 MiB.
            PragmaSql.set(connection, "journal_size_limit", "33554432", "33554432");
        }
        PragmaSql.set(connection, "foreign_keys", "ON", "1");
        // Only harmless functions may be called from the schema: the file may come from a backup.
        PragmaSql.set(connection, "trusted_schema", "OFF", "0");
        // Page cache per connection, in KiB, outside of the heap: the system's cache has the other pages.
        String cache = readOnly ? "-1024" : "-4096";
        PragmaSql.set(connection, "cache_size", cache, cache);
        PragmaSql.set(connection, "temp_store", "MEMORY", "2");
    }

    private static void requireVersion(Connection connection) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < VERSION_MIN.size(); i++) {
            int part = Integer.parseInt(parts[i]);
            if (part > VERSION_MIN.get(i)) {
                return;
            }
            if (part < VERSION_MIN.get(i)) {
                throw new UnusableDatabase("SQLite " + version + " is too old: 3.51.3 or later is needed");
            }
        }
    }
}
