package io.jangteo.testmode;

import io.jangteo.database.Engine;
import io.jangteo.database.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The operations of test mode on whole tables. */
final class TestModeSql {
    private static final String SETTINGS = "setting";

    private TestModeSql() {}

    /** Returns the shop's tables, without the record of its schema, each after the tables to which it refers. */
    static List<String> tables(Handle handle) {
        String tables = Engine.of(handle) == Engine.SQLITE ? """
                        SELECT name FROM sqlite_schema
                        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'
                            AND name NOT LIKE '%_name_part%'
                        ORDER BY rowid
                        """ : """
                        SELECT relname FROM pg_class
                        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
                            AND relname <> 'schema_migration'
                        ORDER BY oid
                        """;
        return new ArrayList<>(Sql.of(handle, tables).list(row -> row.getString(1)));
    }

    /** Deletes all rows, so that new ones are numbered from 1 again; foreign keys are checked at the commit. */
    static void empty(Handle handle) {
        List<String> tables = tables(handle);
        boolean isSqlite = Engine.of(handle) == Engine.SQLITE;
        if (isSqlite) {
            Sql.of(handle, "PRAGMA defer_foreign_keys = ON").update();
        } else {
            // Whoever still writes is waited for; readers are not.
            Sql.of(handle, "LOCK TABLE " + String.join(", ", tables) + " IN EXCLUSIVE MODE")
                    .update();
        }
        // Referring tables first: otherwise each deleted row is looked up in every table that may refer to it.
        Collections.reverse(tables);
        // Not TRUNCATE: it makes new files for every table and index, and waits for all who read.
        tables.remove(SETTINGS);
        tables.forEach(table -> Sql.of(handle, "DELETE FROM " + table).update());
        // What servers of one database share stays: the others have read it.
        Sql.of(handle, "DELETE FROM setting WHERE name NOT LIKE 'shared.%' AND name NOT LIKE 'secret.%'")
                .update();
        if (!isSqlite) {
            usedSequences(handle)
                    .forEach(sequence -> Sql.of(handle, "ALTER SEQUENCE " + sequence + " RESTART")
                            .update());
        }
    }

    private static List<String> usedSequences(Handle handle) {
        return Sql.of(handle, """
                        SELECT sequencename FROM pg_sequences
                        WHERE schemaname = current_schema() AND last_value IS NOT NULL
                        """).list(row -> row.getString(1));
    }

    static long lastOrder(Handle handle) {
        return Sql.of(handle, "SELECT coalesce(max(id), 0) FROM shop_order").one(row -> row.getLong(1));
    }

    /** Returns undelivered messages about orders up to the one in the setting; none without it. */
    static List<String> pendingMessages(Handle handle, String lastOrderSetting) {
        return Sql.of(handle, """
                        SELECT message_id FROM delivery
                        WHERE status = 'PENDING'
                            AND order_id <= (SELECT CAST(value AS BIGINT) FROM setting WHERE name = :name)
                        """, "name", lastOrderSetting).list(row -> row.getString(1));
    }

    static Optional<String> setting(Handle handle, String name) {
        return Sql.of(handle, "SELECT value FROM setting WHERE name = :name", "name", name)
                .findOne(row -> row.getString(1));
    }

    /** Reads the setting of a database that nobody has open. */
    static Optional<String> setting(Path database, String name) {
        try (Handle handle = Jdbi.open("jdbc:sqlite:" + database.toAbsolutePath())) {
            return setting(handle, name);
        }
    }

    /** Stores the setting in a database that nobody has open. */
    static void putSetting(Path database, String name, String value) {
        try (Handle handle = Jdbi.open("jdbc:sqlite:" + database.toAbsolutePath())) {
            putSetting(handle, name, value);
        }
    }

    static void putSetting(Handle handle, String name, String value) {
        Sql.of(handle, """
                        INSERT INTO setting (name, value) VALUES (:name, :value)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """, "name", name, "value", value).update();
    }
}
