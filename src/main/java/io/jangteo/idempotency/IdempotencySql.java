package io.jangteo.idempotency;

import static io.jangteo.idempotency.IdempotencyRefusals.IDEMPOTENCY_KEY_REUSED;
import static io.jangteo.idempotency.IdempotencyRefusals.REQUEST_IN_PROGRESS;

import io.jangteo.database.Engine;
import io.jangteo.database.Outcome;
import io.jangteo.database.Rows;
import io.jangteo.database.Sql;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

final class IdempotencySql {
    private IdempotencySql() {}

    /** A reply to be kept under the request's key. */
    record Kept(KeyedRequest request, Reply reply) {}

    /**
     * Claims the keys until the transaction ends, and returns what is known of them: the first reply, or why the key
     * cannot be used now. A key of which nothing is known is free.
     */
    static Map<KeyedRequest, Outcome<KeptReply>> claim(Handle handle, List<KeyedRequest> requests) {
        Map<KeyedRequest, Outcome<KeptReply>> known = new HashMap<>();
        boolean shared = Engine.of(handle) == Engine.POSTGRES;
        List<KeyedRequest> mine = shared && !requests.isEmpty() ? claimTogether(handle, requests, known) : requests;
        if (shared && mine.size() > 1) {
            findTogether(handle, mine, known);
        } else {
            mine.forEach(request -> find(handle, request).ifPresent(kept -> known.put(request, answer(request, kept))));
        }
        return known;
    }

    /** Another process that works on the same key holds its lock; two keys of one hash only get in each other's way. */
    private static List<KeyedRequest> claimTogether(
            Handle handle, List<KeyedRequest> requests, Map<KeyedRequest, Outcome<KeptReply>> known) {
        List<Boolean> claimed = Sql.of(handle, """
                        SELECT pg_try_advisory_xact_lock(lock) FROM unnest(:locks) WITH ORDINALITY AS k (lock, place)
                        ORDER BY place
                        """, "locks", Sql.longs(requests, KeyedRequest::lock))
                .list(row -> row.getBoolean(1));
        List<KeyedRequest> mine = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            if (claimed.get(i)) {
                mine.add(requests.get(i));
            } else {
                known.put(requests.get(i), Outcome.refused(REQUEST_IN_PROGRESS.problem()));
            }
        }
        return mine;
    }

    private static void findTogether(
            Handle handle, List<KeyedRequest> requests, Map<KeyedRequest, Outcome<KeptReply>> known) {
        Sql.of(handle, """
                        SELECT place, request_hash, status, content_type, location, body
                        FROM unnest(:callers, :keys) WITH ORDINALITY AS asked (caller, key, place)
                        JOIN idempotency_key k ON k.caller = asked.caller AND k.key = asked.key
                        """)
                .with("callers", Sql.texts(requests, KeyedRequest::caller))
                .with("keys", Sql.texts(requests, KeyedRequest::key))
                .list(row -> {
                    KeyedRequest request = requests.get(row.getInt("place") - 1);
                    return known.put(request, answer(request, kept(row)));
                });
    }

    private static Outcome<KeptReply> answer(KeyedRequest request, KeptReply kept) {
        return kept.hash().equals(request.hash())
                ? Outcome.of(kept)
                : Outcome.refused(IDEMPOTENCY_KEY_REUSED.problem());
    }

    private static Optional<KeptReply> find(Handle handle, KeyedRequest request) {
        return Sql.of(handle, """
                        SELECT request_hash, status, content_type, location, body FROM idempotency_key
                        WHERE caller = :caller AND key = :key
                        """, "caller", request.caller(), "key", request.key())
                .findOne(IdempotencySql::kept);
    }

    private static KeptReply kept(ResultSet row) throws SQLException {
        return new KeptReply(
                ByteBuffer.wrap(row.getBytes("request_hash")),
                new Reply(
                        row.getInt("status"),
                        row.getString("content_type"),
                        row.getString("location"),
                        row.getBytes("body")));
    }

    /** @param at asked for only if there is anything to keep */
    static void insert(Handle handle, List<Kept> replies, Supplier<Instant> at) {
        if (replies.size() > 1 && Engine.of(handle) == Engine.POSTGRES) {
            insertTogether(handle, replies, at.get());
        } else {
            Rows.insert(
                    handle,
                    """
                    INSERT INTO idempotency_key
                        (caller, key, request_hash, status, content_type, location, body, created_at)
                    """,
                    replies,
                    kept -> Rows.row(
                            kept.request().caller(),
                            kept.request().key(),
                            kept.request().hash().array(),
                            kept.reply().status(),
                            kept.reply().contentType(),
                            kept.reply().location(),
                            kept.reply().body(),
                            at.get()));
        }
    }

    private static void insertTogether(Handle handle, List<Kept> replies, Instant at) {
        Sql.of(handle, """
                        INSERT INTO idempotency_key
                            (caller, key, request_hash, status, content_type, location, body, created_at)
                        SELECT k.*, :at
                        FROM unnest(:callers, :keys, :hashes, :statuses, :contentTypes, :locations, :bodies) AS k
                        """)
                .with("callers", Sql.texts(replies, kept -> kept.request().caller()))
                .with("keys", Sql.texts(replies, kept -> kept.request().key()))
                .with(
                        "hashes",
                        replies.stream()
                                .map(kept -> kept.request().hash().array())
                                .toArray(byte[][]::new))
                .with("statuses", Sql.longs(replies, kept -> kept.reply().status()))
                .with("contentTypes", Sql.texts(replies, kept -> kept.reply().contentType()))
                .with("locations", Sql.texts(replies, kept -> kept.reply().location()))
                .with(
                        "bodies",
                        replies.stream().map(kept -> kept.reply().body()).toArray(byte[][]::new))
                .with("at", at)
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

    /** Deletes outdated replies that nobody else is deleting, and returns their number, at most {@code limit}. */
    static int deleteUntil(Handle handle, Instant moment, int limit) {
        return Sql.of(handle, """
                        WITH outdated AS (
                            SELECT caller, key FROM idempotency_key
                            WHERE created_at <= :moment ORDER BY created_at LIMIT :limit
                            FOR UPDATE SKIP LOCKED)
                        DELETE FROM idempotency_key WHERE (caller, key) IN (SELECT caller, key FROM outdated)
                        """, "moment", moment, "limit", limit).update();
    }
}
