package io.jangteo.dataplatform;

import io.jangteo.database.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The statements that share {@code delivery} among several processes, for PostgreSQL alone. A message is leased until
 * its {@code next_attempt_at}. Their time is the database's at the moment of the statement, not of its transaction's
 * begin.
 */
final class LeaseSql {
    private LeaseSql() {}

    /** Returns the ids of the oldest messages that were due by the moment and are not leased beyond it. */
    static List<String> due(Handle handle, Instant by, int limit) {
        return Sql.of(handle, """
            SELECT message_id FROM delivery WHERE status = 'PENDING' AND next_attempt_at <= :by
            ORDER BY +id LIMIT :limit
            """, "by", by, "limit", limit).list(row -> row.getString(1));
    }

    /**
     * Leases the oldest of the messages that are due and not being leased by another process, and returns them in that
     * order.
     *
     * @param now the time in place of the database's
     */
    static List<Message> lease(
            Handle handle, Collection<String> ofIds, int limit, Instant by, Duration lease, @Nullable Instant now) {
        return Sql.of(handle, """
            WITH moment AS (
                SELECT COALESCE(CAST(:now AS BIGINT),
                    CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)) AS now),
            due AS (
                SELECT id, next_attempt_at FROM delivery
                WHERE message_id = ANY (:ofIds) AND status = 'PENDING'
                    AND next_attempt_at <= LEAST(:by, (SELECT now FROM moment))
                ORDER BY +id LIMIT :limit
                FOR NO KEY UPDATE SKIP LOCKED),
            leased AS (
                UPDATE delivery SET next_attempt_at = (SELECT now FROM moment) + :lease
                FROM due WHERE delivery.id = due.id
                RETURNING delivery.id, message_id, attempts, due.next_attempt_at AS due_at,
                    delivery.next_attempt_at AS leased_until, payload)
            SELECT message_id, attempts, due_at, leased_until, payload FROM leased ORDER BY id
            """, "now", now, "ofIds", ofIds.toArray(new String[0]), "by", by)
                .with("limit", limit, "lease", lease.toMillis())
                .list(row -> new Message(
                        row.getString("message_id"),
                        row.getInt("attempts"),
                        Sql.instant(row, "due_at"),
                        Sql.instant(row, "leased_until"),
                        row.getString("payload")));
    }

    /**
     * Makes the messages due now that wait for one of their early attempts for longer than any lease.
     *
     * @param now the time in place of the database's
     */
    static void bringForward(
            Handle handle, Collection<String> messageIds, int attemptsMax, Duration leaseMax, @Nullable Instant now) {
        Sql.of(handle, """
            WITH moment AS (
                SELECT COALESCE(CAST(:now AS BIGINT),
                    CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)) AS now),
            waiting AS (
                SELECT id FROM delivery
                WHERE message_id = ANY (:messageIds) AND status = 'PENDING'
                    AND next_attempt_at > (SELECT now FROM moment) + :leaseMax AND attempts <= :attemptsMax
                ORDER BY id
                FOR NO KEY UPDATE SKIP LOCKED)
            UPDATE delivery SET next_attempt_at = (SELECT now FROM moment)
            FROM waiting WHERE delivery.id = waiting.id
            """, "now", now, "messageIds", messageIds.toArray(new String[0]))
                .with("leaseMax", leaseMax.toMillis(), "attemptsMax", attemptsMax)
                .update();
    }
}
