package io.jangteo.database;

import java.nio.file.Path;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A database that is read and never changed, not even by a migration; a server may use it at the same time. */
public final class ReadOnlyDatabase implements Database {
    /** A command reads the whole shop, and nobody else shares its memory. */
    private static final int CACHE_KIBIBYTES = 16 * 1024;

    private final SqliteConnection connection;

    private ReadOnlyDatabase(SqliteConnection connection) {
        this.connection = connection;
    }

    /**
     * Opens the directory's database.
     *
     * @throws UnusableDatabase if there is none, or it does not have this version's schema
     */
    public static ReadOnlyDatabase open(DataDirectory directory) {
        return of(directory.existingDatabase());
    }

    /** Opens a file outside a data directory. */
    static ReadOnlyDatabase of(Path file) {
        return new ReadOnlyDatabase(connect(file));
    }

    /** Opens a connection to a database that has this version's schema. */
    static SqliteConnection connect(Path file) {
        SqliteConnection connection = SqliteConnection.forReading(file);
        try {
            requireThisVersion(file, connection);
            connection.cacheKibibytes(CACHE_KIBIBYTES);
            return connection;
        } catch (UnusableDatabase thrown) {
            connection.close();
            throw thrown;
        } catch (RuntimeException thrown) {
            connection.close();
            throw new UnusableDatabase("Cannot read the database " + file + ": " + StoredFile.reason(thrown), thrown);
        }
    }

    @Override
    public synchronized <T> T read(Function<Handle, T> work) {
        TransactionSql transaction = connection.transaction();
        transaction.begin();
        try {
            return work.apply(connection.handle());
        } finally {
            transaction.rollback();
        }
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        throw new IllegalStateException("This database is read-only");
    }

    @Override
    public void close() {
        connection.close();
    }

    private static void requireThisVersion(Path file, SqliteConnection connection) {
        Migrations.complaint(connection).ifPresent(complaint -> {
            throw new UnusableDatabase(file + " " + complaint);
        });
        if (MigrationSql.applied(connection.handle()).size() < Migrations.FILES.size()) {
            throw new UnusableDatabase(file + " was made by an older version of Jangteo: start the server on it once");
        }
    }
}
