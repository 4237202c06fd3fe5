package io.jangteo.database;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

final class DatabaseIdSql {
    private DatabaseIdSql() {}

    /** Empty if somebody has deleted it, which must not end a look at the books. */
    static String get(Handle handle) {
        return Sql.of(handle, "SELECT value FROM setting WHERE name = 'database-id'")
                .findOne(row -> row.getString(1))
                .orElse("");
    }

    static void renew(Handle handle) {
        String id = UUID.randomUUID().toString().replace("-", "");
        Sql.of(handle, """
                        INSERT INTO setting (name, value) VALUES ('database-id', :id)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """, "id", id).update();
    }
}
