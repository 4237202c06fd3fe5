package io.jangteo.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class MigrationSql {
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

    /** Runs a whole file at once: it cannot be split at semicolons, since triggers contain them. */
    static void execute(Handle handle, String script) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.executeUpdate(script);
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }
}
