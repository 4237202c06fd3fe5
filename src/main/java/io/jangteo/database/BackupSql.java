package io.jangteo.database;

import java.util.List;
import org.jdbi.v3.core.Handle;

final class BackupSql {
    private BackupSql() {}

    /** Writes one consistent snapshot into an empty or absent file; writers may continue. */
    static void copyInto(Handle handle, String file) {
        Sql.of(handle, "VACUUM INTO :file", "file", file).update();
    }

    /** The first few faults in the file's pages, indexes and constraints; "ok" if there are none. */
    static List<String> integrityCheck(Handle handle) {
        return Sql.of(handle, "PRAGMA integrity_check(5)").list(row -> row.getString(1));
    }

    /** The tables with rows that refer to missing rows. */
    static List<String> foreignKeyCheck(Handle handle) {
        return Sql.of(handle, "PRAGMA foreign_key_check").list(row -> row.getString("table"));
    }

    /** Whether the database has an id; those of early versions have none. */
    static boolean hasId(Handle handle) {
        return isAny(handle, "SELECT name FROM sqlite_schema WHERE name = 'setting'")
                && isAny(handle, "SELECT name FROM setting WHERE name = 'database-id'");
    }

    private static boolean isAny(Handle handle, String names) {
        return !Sql.of(handle, names).list(row -> row.getString(1)).isEmpty();
    }
}
