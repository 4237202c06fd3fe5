package io.jangteo.security;

import io.jangteo.database.Sql;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class SecretSql {
    private SecretSql() {}

    static Optional<String> find(Handle handle, String name) {
        return Sql.of(handle, "SELECT value FROM setting WHERE name = :name", "name", name)
                .findOne(row -> row.getString(1));
    }

    static void insertIfMissing(Handle handle, String name, String value) {
        Sql.of(handle, "INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")
                .with("name", name, "value", value)
                .update();
    }
}
