package io.jangteo.idempotency;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class IdempotencySql {
    private IdempotencySql() {}

    static Optional<KeptReply> find(Handle handle, KeyedRequest request) {
        return handle.createQuery("""
                        SELECT request_hash, status, content_type, location, body FROM idempotency_key
                        WHERE caller = :caller AND key = :key
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .map((row, context) -> new KeptReply(
                        ByteBuffer.wrap(row.getBytes("request_hash")),
                        new Reply(
                                row.getInt("status"),
                                row.getString("content_type"),
                                row.getString("location"),
                                row.getBytes("body"))))
                .findOne();
    }

    static void insert(Handle handle, KeyedRequest request, Reply reply, Instant at) {
        handle.createUpdate("""
                        INSERT INTO idempotency_key
                            (caller, key, request_hash, status, content_type, location, body, created_at)
                        VALUES (:caller, :key, :hash, :status, :contentType, :location, :body, :at)
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .bind("hash", request.hash().array())
                .bind("status", reply.status())
                .bind("contentType", reply.contentType())
                .bind("location", reply.location())
                .bind("body", reply.body())
                .bind("at", at.toEpochMilli())
                .execute();
    }

    static void delete(Handle handle, KeyedRequest request) {
        handle.createUpdate("DELETE FROM idempotency_key WHERE caller = :caller AND key = :key")
                .bind("caller", request.caller())
                .bind("key", request.key())
                .execute();
    }

    static Optional<Instant> oldest(Handle handle) {
        return handle.createQuery("SELECT created_at FROM idempotency_key ORDER BY created_at LIMIT 1")
                .map((row, context) -> Instant.ofEpochMilli(row.getLong(1)))
                .findOne();
    }

    /** How many were deleted, at most {@code limit}. */
    static int deleteUntil(Handle handle, Instant moment, int limit) {
        return handle.createUpdate("""
                        DELETE FROM idempotency_key WHERE (caller, key) IN (
                            SELECT caller, key FROM idempotency_key
                            WHERE created_at <= :moment ORDER BY created_at LIMIT :limit)
                        """)
                .bind("moment", moment.toEpochMilli())
                .bind("limit", limit)
                .execute();
    }
}
