package io.jangteo.database;

import org.jdbi.v3.core.Handle;

final class DatabaseIdSql {
    private DatabaseIdSql() {}

    static String get(Handle handle) {
        return handle.createQuery("SELECT value FROM setting WHERE name = 'database-id'")
                .mapTo(String.class)
                .one();
    }

    static void renew(Handle handle) {
        handle.createUpdate("""
                        INSERT INTO setting (name, value) VALUES ('database-id', lower(hex(randomblob(16))))
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """).execute();
    }
}
