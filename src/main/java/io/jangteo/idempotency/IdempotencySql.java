package io.jangteo.idempotency;

import io.jangteo.database.Sql;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class IdempotencySql {
    private IdempotencySql() {}

    static Optional<KeptReply> find(Handle handle, KeyedRequest request) {
        return Sql.of(handle, """
                        SELECT request_hash, status, content_type, location, body FROM idempotency_key
                        WHERE caller = :caller AND key = :key
                        """, "caller", request.caller(), "key", request.key())
                .findOne(row -> new KeptReply(
                        ByteBuffer.wrap(row.getBytes("request_hash")),
                        new Reply(
                                row.getInt("status"),
                                row.getString("content_type"),
                                row.getString("location"),
                                row.getBytes("body"))));
    }

    static void insert(Handle handle, KeyedRequest request, Reply reply, Instant at) {
        Sql.of(handle, """
                        INSERT INTO idempotency_key
                            (caller, key, request_hash, status, content_type, location, body, created_at)
                        VALUES (:caller, :key, :hash, :status, :contentType, :location, :body, :at)
                        """)
                .with("caller", request.caller(), "key", request.key())
                .with("status", reply.status(), "contentType", reply.contentType(), "location", reply.location())
                .with("body", reply.body(), "hash", request.hash().array(), "at", at)
                .update();
    }

    static void delete(Handle handle, KeyedRequest request) {
        Sql.of(handle, "DELETE FROM idempotency_key WHERE caller = :caller AND key = :key")
                .with("caller", request.caller(), "key", request.key())
                .update();
    }

    static Optional<Instant> oldest(Handle handle) {
        return Sql.of(handle, "SELECT created_at FROM idempotency_key ORDER BY created_at LIMIT 1")
                .findOne(row -> Sql.instant(row, "created_at"));
    }

    /** Deletes outdated replies and returns their number, at most {@code limit}. */
    static int deleteUntil(Handle handle, Instant moment, int limit) {
        return Sql.of(handle, """
                        DELETE FROM idempotency_key WHERE (caller, key) IN (
                            SELECT caller, key FROM idempotency_key
                            WHERE created_at <= :moment ORDER BY created_at LIMIT :limit)
                        """, "moment", moment, "limit", limit).update();
    }
}
