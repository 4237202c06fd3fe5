package io.jangteo.testkit;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the test mode does to whole tables; SQLite alone, as the test mode is. */
final class TestModeSql {
    private TestModeSql() {}

    /** The shop's tables, without the record of its schema; one that refers to another comes after it. */
    static List<String> tables(Handle handle) {
        return handle.createQuery("""
                        SELECT name FROM sqlite_schema
                        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'
                        ORDER BY rowid
                        """).map((row, context) -> row.getString(1)).list();
    }

    /** Foreign keys are looked at when the transaction commits: tables may be emptied and filled in any order. */
    static void deferForeignKeys(Handle handle) {
        handle.createUpdate("PRAGMA defer_foreign_keys = ON").execute();
    }

    static void empty(Handle handle, String table) {
        handle.createUpdate("DELETE FROM " + table).execute();
    }

    static Optional<String> setting(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> row.getString(1))
                .findOne();
    }

    static void putSetting(Handle handle, String name, String value) {
        handle.createUpdate("""
                        INSERT INTO setting (name, value) VALUES (:name, :value)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """).bind("name", name).bind("value", value).execute();
    }
}
