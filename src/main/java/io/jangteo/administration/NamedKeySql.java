package io.jangteo.administration;

import io.jangteo.database.Sql;
import io.jangteo.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class NamedKeySql {
    private static final Sql.RowMapper<NamedKey> KEY = row -> new NamedKey(
            row.getString("name"),
            Sql.instant(row, "created_at"),
            Sql.instantOrNull(row, "last_used_at"),
            Sql.instantOrNull(row, "revoked_at"));

    private NamedKeySql() {}

    /** Returns whose key has that hash. */
    static Optional<Caller> find(Handle handle, byte[] hash) {
        return Sql.of(handle, "SELECT name, revoked_at FROM named_key WHERE hash = :hash", "hash", hash)
                .findOne(row -> Sql.longOrNull(row, "revoked_at") == null
                        ? new Caller.Administrator(row.getString("name"))
                        : new Caller.Revoked(row.getString("name")));
    }

    /** Returns whether the key is revoked; if not, keeps it from being revoked until the transaction ends. */
    static boolean isRevoked(Handle handle, String name) {
        return Sql.of(handle, "SELECT revoked_at FROM named_key WHERE name = :name FOR SHARE", "name", name)
                .list(row -> Sql.longOrNull(row, "revoked_at") != null)
                .contains(true);
    }

    static List<NamedKey> list(Handle handle) {
        return Sql.of(handle, "SELECT name, created_at, last_used_at, revoked_at FROM named_key ORDER BY name")
                .list(KEY);
    }

    /** Returns whether the name was free. */
    static boolean insert(Handle handle, String name, byte[] hash, Instant at) {
        return Sql.of(handle, """
                        INSERT INTO named_key (name, hash, created_at) VALUES (:name, :hash, :at)
                        ON CONFLICT (name) DO NOTHING
                        """, "name", name, "hash", hash, "at", at).update() > 0;
    }

    static Optional<NamedKey> lock(Handle handle, String name) {
        return Sql.of(handle, """
                        SELECT name, created_at, last_used_at, revoked_at FROM named_key WHERE name = :name
                        FOR NO KEY UPDATE
                        """, "name", name).findOne(KEY);
    }

    static void revoke(Handle handle, String name, Instant at) {
        Sql.of(handle, "UPDATE named_key SET revoked_at = :at WHERE name = :name", "name", name, "at", at)
                .update();
    }

    /** Leaves a later moment, which another instance may have seen. */
    static void used(Handle handle, String name, Instant at) {
        Sql.of(handle, """
                        UPDATE named_key SET last_used_at = :at
                        WHERE name = :name AND (last_used_at IS NULL OR last_used_at < :at)
                        """, "name", name, "at", at).update();
    }
}
