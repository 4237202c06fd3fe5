package io.jangteo.database;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

final class DatabaseIdSql {
    private DatabaseIdSql() {}

    static String get(Handle handle) {
        return Sql.of(handle, "SELECT value FROM setting WHERE name = 'database-id'")
                .one(row -> row.getString(1));
    }

    static void renew(Handle handle) {
        String id = UUID.randomUUID().toString().replace("-", "");
        Sql.of(handle, """
                        INSERT INTO setting (name, value) VALUES ('database-id', :id)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """, "id", id).update();
    }
}
