package io.jangteo.database;

import org.jdbi.v3.core.Handle;

final class DatabaseIdSql {
    private DatabaseIdSql() {}

    static String get(Handle handle) {
        return Sql.of(handle, "SELECT value FROM setting WHERE name = 'database-id'")
                .one(row -> row.getString(1));
    }

    static void renew(Handle handle) {
        Sql.of(handle, """
                        INSERT INTO setting (name, value) VALUES ('database-id', lower(hex(randomblob(16))))
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """).update();
    }
}
