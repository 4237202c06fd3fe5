package io.jangteo.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class MigrationSql {
    /** "jangteo" in ASCII. */
    private static final long LOCK = 0x6a616e6774656fL;

    static final String TABLE = "schema_migration";

    private MigrationSql() {}

    static void createTable(Handle handle) {
        Sql.of(handle, """
                        CREATE TABLE IF NOT EXISTS schema_migration (
                            version    BIGINT PRIMARY KEY,
                            name       TEXT NOT NULL,
                            checksum   TEXT NOT NULL,
                            applied_at BIGINT NOT NULL)
                        """).update();
    }

    /**
     * The migrations applied so far. The names of three files once ended in {@code .sqlite.sql}, and databases keep the
     * names they were made with.
     */
    static List<AppliedMigration> applied(Handle handle) {
        return Sql.of(handle, """
                        SELECT version, replace(name, '.sqlite.sql', '.sql') AS name, checksum
                        FROM schema_migration ORDER BY version
                        """)
                .list(row ->
                        new AppliedMigration(row.getInt("version"), row.getString("name"), row.getString("checksum")));
    }

    static void insert(Handle handle, AppliedMigration migration, long at) {
        Sql.of(handle, """
                        INSERT INTO schema_migration (version, name, checksum, applied_at)
                        VALUES (:version, :name, :checksum, :at)
                        """, "version", migration.version(), "name", migration.name(), "checksum", migration.checksum())
                .with("at", at)
                .update();
    }

    /** Returns whether a PostgreSQL database has the table, of whatever version. */
    static boolean hasTable(Handle handle, String table) {
        return Sql.of(handle, "SELECT to_regclass(:table) IS NOT NULL", "table", table)
                .one(row -> row.getBoolean(1));
    }

    /** Lets one process of a PostgreSQL database migrate at a time, to the end of the transaction. */
    static void lock(Handle handle) {
        Sql.of(handle, "SELECT pg_advisory_xact_lock(:lock)", "lock", LOCK).one(row -> true);
    }

    /** Returns the value of a PostgreSQL server's parameter. */
    static String parameter(Handle handle, String name) {
        return Sql.of(handle, "SELECT current_setting(:name)", "name", name).one(row -> row.getString(1));
    }

    /** Runs a whole file at once: it cannot be split at semicolons, since triggers contain them. */
    static void execute(Handle handle, String script) {
        try (Statement statement = handle.getConnection().createStatement()) {
            // Of several statements, SQLite's driver runs only the first in execute(), PostgreSQL's all.
            if (Engine.of(handle) == Engine.SQLITE) {
                statement.executeUpdate(script);
            } else {
                statement.execute(script);
            }
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }
}
