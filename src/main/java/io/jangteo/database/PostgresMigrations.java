package io.jangteo.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Migrates a PostgreSQL database to this version's schema: runs the pending numbered files of {@code
 * db/migration/postgres}, each in its own transaction. Of several processes that start at once, one does so while the
 * others wait.
 */
final class PostgresMigrations {
    private static final int VERSION_MIN = 15;

    private PostgresMigrations() {}

    /**
     * Does the same as {@link #bringUp}, for a server.
     *
     * @throws UnusableDatabase also if a shop has been moved into the database only in part
     */
    static void run(PostgresSettings settings, InstantSource clock) {
        bringUp(settings, clock);
        try (PostgresConnection connection = PostgresConnection.forLong(settings)) {
            requireWhole(connection.handle(), settings);
        }
    }

    /** @throws UnusableDatabase if a shop has been moved into the database only in part */
    static void requireWhole(Handle handle, PostgresSettings settings) {
        if (MoveSql.mark(handle).isPresent()) {
            throw new UnusableDatabase("The database " + settings
                    + " holds a part of a shop that was being moved into it: repeat the same migrate command");
        }
    }

    /** @throws UnusableDatabase if the server cannot be reached, or the database is not one for this version */
    static void bringUp(PostgresSettings settings, InstantSource clock) {
        // Not from the pool: its time limits are too short for a migration of a large table.
        try (PostgresConnection connection = PostgresConnection.forLong(settings)) {
            run(connection, clock);
        } catch (RuntimeException thrown) {
            throw unusable(settings, thrown);
        }
    }

    /** @throws UnusableDatabase if the database does not have this version's schema */
    static void requireThisVersion(Handle handle, PostgresSettings settings) {
        if (!MigrationSql.hasTable(handle, MigrationSql.TABLE)) {
            throw new UnusableDatabase("There is no shop in the database " + settings);
        }
        List<AppliedMigration> applied = MigrationSql.applied(handle);
        Migrations.complaint(applied, Engine.POSTGRES).ifPresent(complaint -> {
            throw new UnusableDatabase("The database " + settings + " " + complaint);
        });
        if (applied.size() < Migrations.FILES.size()) {
            throw new UnusableDatabase(
                    "The database " + settings + " was made by an older version of Jangteo: start a server on it once");
        }
    }

    /** Returns the reason for which a database cannot be used, for the operator; other exceptions as they are. */
    static RuntimeException unusable(PostgresSettings settings, RuntimeException thrown) {
        return thrown instanceof UnusableDatabase || DatabaseFailure.cause(thrown) == null
                ? thrown
                : new UnusableDatabase(
                        "Cannot use the database " + settings + ": " + StoredFile.reason(thrown), thrown);
    }

    private static void run(PostgresConnection connection, InstantSource clock) {
        Handle handle = connection.handle();
        requireUsable(handle);
        int before;
        do {
            connection.beginWrite();
            try {
                before = runNext(handle, clock);
            } catch (RuntimeException thrown) {
                connection.rollback();
                throw thrown;
            }
            connection.commit();
        } while (before < Migrations.FILES.size());
    }

    /** Runs one pending file, if there is one, and returns how many had run before. */
    private static int runNext(Handle handle, InstantSource clock) {
        MigrationSql.lock(handle);
        // Only then: PostgreSQL wants the right to create one even if it is there.
        if (!MigrationSql.hasTable(handle, MigrationSql.TABLE)) {
            MigrationSql.createTable(handle);
        }
        List<AppliedMigration> applied = MigrationSql.applied(handle);
        Migrations.complaint(applied, Engine.POSTGRES).ifPresent(complaint -> {
            throw new UnusableDatabase("The database " + complaint);
        });
        if (applied.size() < Migrations.FILES.size()) {
            Migrations.runNext(handle, Engine.POSTGRES, applied.size(), clock);
        }
        return applied.size();
    }

    private static void requireUsable(Handle handle) {
        Connection connection = handle.getConnection();
        try {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < VERSION_MIN) {
                throw new UnusableDatabase(
                        "PostgreSQL " + version + " is too old: " + VERSION_MIN + " or later is needed");
            }
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
        require(handle, "transaction_read_only", "off");
        require(handle, "server_encoding", "UTF8");
        require(handle, "default_transaction_isolation", "read committed");
    }

    private static void require(Handle handle, String name, String value) {
        String found = MigrationSql.parameter(handle, name);
        if (!found.equals(value)) {
            throw new UnusableDatabase("The database's " + name + " is " + found + ", but has to be " + value);
        }
    }
}
