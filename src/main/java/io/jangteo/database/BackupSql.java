package io.jangteo.database;

import java.util.List;
import org.jdbi.v3.core.Handle;

final class BackupSql {
    private BackupSql() {}

    /** Writes one consistent snapshot into a file that is empty or not there; writers go on meanwhile. */
    static void copyInto(Handle handle, String file) {
        handle.createUpdate("VACUUM INTO ?").bind(0, file).execute();
    }

    /** What is wrong with the file's pages, indexes and constraints, the first few; "ok" if nothing is. */
    static List<String> integrityCheck(Handle handle) {
        return handle.createQuery("PRAGMA integrity_check(5)")
                .mapTo(String.class)
                .list();
    }

    /** The tables with rows that point to rows that are not there. */
    static List<String> foreignKeyCheck(Handle handle) {
        return handle.createQuery("PRAGMA foreign_key_check")
                .map((row, context) -> row.getString("table"))
                .list();
    }

    /** Whether the shop has an id; one of an early version has none. */
    static boolean hasId(Handle handle) {
        boolean settings = handle.createQuery("SELECT count(*) FROM sqlite_schema WHERE name = 'setting'")
                        .mapTo(Integer.class)
                        .one()
                > 0;
        return settings
                && handle.createQuery("SELECT count(*) FROM setting WHERE name = 'database-id'")
                                .mapTo(Integer.class)
                                .one()
                        > 0;
    }
}
