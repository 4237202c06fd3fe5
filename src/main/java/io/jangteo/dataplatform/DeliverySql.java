package io.jangteo.dataplatform;

import io.jangteo.database.Engine;
import io.jangteo.database.Page;
import io.jangteo.database.Rows;
import io.jangteo.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements on {@code delivery}. */
final class DeliverySql {
    private DeliverySql() {}

    /** Stores new messages, in their order. */
    static void insert(Handle handle, EventType type, List<Outbox.NewMessage> messages, Instant now) {
        if (messages.size() > 1 && Engine.of(handle) == Engine.POSTGRES) {
            insertTogether(handle, type, messages, now);
        } else {
            Rows.insert(
                    handle,
                    """
                    INSERT INTO delivery
                        (message_id, order_id, type, payload, status, created_at, next_attempt_at)
                    """,
                    messages,
                    message -> Rows.row(
                            message.id(),
                            message.orderId(),
                            type.toString(),
                            message.payload(),
                            DeliveryStatus.PENDING,
                            now,
                            now));
        }
    }

    private static void insertTogether(Handle handle, EventType type, List<Outbox.NewMessage> messages, Instant now) {
        Sql.of(handle, """
            INSERT INTO delivery (message_id, order_id, type, payload, status, created_at, next_attempt_at)
            SELECT message_id, order_id, :type, payload, 'PENDING', :now, :now
            FROM unnest(:ids, :orders, :payloads) WITH ORDINALITY AS m (message_id, order_id, payload, place)
            ORDER BY place
            """, "type", type.toString(), "now", now)
                .with("ids", Sql.texts(messages, Outbox.NewMessage::id))
                .with("orders", Sql.longsOrNull(messages, Outbox.NewMessage::orderId))
                .with("payloads", Sql.texts(messages, Outbox.NewMessage::payload))
                .update();
    }

    static Optional<Instant> nextDue(Handle handle) {
        return Sql.of(handle, """
            SELECT next_attempt_at FROM delivery WHERE status = 'PENDING'
            ORDER BY next_attempt_at LIMIT 1
            """).findOne(row -> Sql.instant(row, "next_attempt_at"));
    }

    /**
     * The oldest due messages by id, however long each has been due. The unary plus keeps SQLite from scanning the ids
     * of all deliveries ever made: it uses the index of pending messages.
     */
    static List<Message> due(Handle handle, Instant until, int limit) {
        return Sql.of(handle, """
            SELECT message_id, attempts, next_attempt_at, payload FROM delivery
            WHERE id IN (
                SELECT id FROM delivery
                WHERE status = 'PENDING' AND next_attempt_at <= :until
                ORDER BY +id LIMIT :limit)
            ORDER BY id
            """, "until", until, "limit", limit)
                .list(row -> new Message(
                        row.getString("message_id"),
                        row.getInt("attempts"),
                        Sql.instant(row, "next_attempt_at"),
                        row.getString("payload")));
    }

    /** Makes the messages that wait for one of their early attempts due now. */
    static void bringForward(Handle handle, List<String> messageIds, int attemptsMax, Instant now) {
        for (String messageId : messageIds) {
            Sql.of(handle, """
            UPDATE delivery SET next_attempt_at = :now
            WHERE message_id = :messageId AND status = 'PENDING' AND next_attempt_at > :now
                AND attempts <= :attemptsMax
            """, "now", now, "messageId", messageId, "attemptsMax", attemptsMax)
                    .update();
        }
    }

    /**
     * Locks the messages that were not delivered yet, whatever else has become of them, and returns the ids of their
     * deliveries.
     */
    static List<Long> lockUndelivered(Handle handle, List<String> messageIds) {
        return Sql.of(handle, """
            SELECT id FROM delivery WHERE message_id = ANY(:messageIds) AND status <> 'DELIVERED'
            ORDER BY id FOR NO KEY UPDATE
            """, "messageIds", messageIds.toArray(new String[0]))
                .list(row -> row.getLong(1));
    }

    static void markDelivered(Handle handle, List<Long> ids, Instant now) {
        Sql.of(handle, """
            UPDATE delivery SET status = 'DELIVERED', attempts = attempts + 1, next_attempt_at = NULL,
                delivered_at = :now, last_error = NULL
            WHERE id = ANY(:ids)
            """, "now", now, "ids", Sql.ids(ids)).update();
    }

    /**
     * Empty, and nothing changed, if the attempt was already recorded, the message has been replayed since, or its
     * lease has gone to another.
     */
    static Optional<Long> markFailed(Handle handle, Message message, Instant nextAttemptAt, String failure) {
        return Sql.of(handle, """
            UPDATE delivery SET attempts = attempts + 1, next_attempt_at = :nextAttemptAt,
                last_error = :failure
            WHERE message_id = :messageId AND status = 'PENDING' AND attempts = :attempts
                AND next_attempt_at = COALESCE(:leasedUntil, next_attempt_at)
            RETURNING id
            """, "nextAttemptAt", nextAttemptAt, "failure", failure, "messageId", message.id())
                .with("attempts", message.attempts(), "leasedUntil", message.leasedUntil())
                .findOne(row -> row.getLong(1));
    }

    /**
     * Empty, and nothing changed, if the attempt was already recorded, the message has been replayed since, or its
     * lease has gone to another.
     */
    static Optional<Long> markDead(Handle handle, Message message, String failure) {
        return Sql.of(handle, """
            UPDATE delivery SET status = 'DEAD', attempts = attempts + 1, next_attempt_at = NULL,
                last_error = :failure
            WHERE message_id = :messageId AND status = 'PENDING' AND attempts = :attempts
                AND next_attempt_at = COALESCE(:leasedUntil, next_attempt_at)
            RETURNING id
            """, "failure", failure, "messageId", message.id(), "attempts", message.attempts())
                .with("leasedUntil", message.leasedUntil())
                .findOne(row -> row.getLong(1));
    }

    /** The last error stays until the next attempt has ended. */
    static Optional<Delivery> replay(Handle handle, long id, Instant now) {
        return Sql.of(handle, """
            UPDATE delivery SET status = 'PENDING', attempts = 0, next_attempt_at = :now,
                delivered_at = NULL
            WHERE id = :id
            RETURNING *
            """, "now", now, "id", id).findOne(row -> delivery(row));
    }

    /**
     * Replays the next few messages that were given up, by id, and returns their ids; fewer than the limit if there are
     * no more. Locks them in that order on PostgreSQL.
     */
    static List<Long> replayDead(Handle handle, long after, int limit, Instant now) {
        return Sql.of(handle, """
            WITH dead AS (
                SELECT id AS dead_id FROM delivery
                WHERE status = 'DEAD' AND delivered_at IS NULL AND id > :after
                ORDER BY id LIMIT :limit
                FOR NO KEY UPDATE)
            UPDATE delivery SET status = 'PENDING', attempts = 0, next_attempt_at = :now
            FROM dead WHERE delivery.id = dead_id
            RETURNING id
            """, "after", after, "limit", limit, "now", now).list(row -> row.getLong(1));
    }

    /**
     * Does not ask for {@code status = 'DELIVERED'}, which is the same: a PostgreSQL that knows nothing of the table
     * yet takes that for rare, and a session would go on sorting all deliveries.
     */
    static List<Delivery> delivered(Handle handle, Page page) {
        return Sql.of(handle, """
            SELECT id, message_id, order_id, type, status, attempts, created_at, next_attempt_at,
                delivered_at, last_error
            FROM delivery WHERE delivered_at IS NOT NULL AND id < :before
            ORDER BY id DESC LIMIT :limit
            """, "before", page.beforeOrLast(), "limit", page.limitPlusOne())
                .list(row -> delivery(row));
    }

    /** The same of one type, which may be rare. */
    static List<Delivery> delivered(Handle handle, EventType type, Page page) {
        return Sql.of(handle, """
            SELECT id, message_id, order_id, type, status, attempts, created_at, next_attempt_at,
                delivered_at, last_error
            FROM delivery WHERE type = :type AND delivered_at IS NOT NULL AND id < :before
            ORDER BY id DESC LIMIT :limit
            """, "type", type.toString(), "before", page.beforeOrLast(), "limit", page.limitPlusOne())
                .list(row -> delivery(row));
    }

    /**
     * Lists messages of one undelivered status. States the redundant condition that they are undelivered, so that their
     * index is used.
     *
     * @param type of those to list; {@code null} for any
     */
    static List<Delivery> undelivered(Handle handle, DeliveryStatus status, @Nullable EventType type, Page page) {
        return Sql.of(handle, """
            SELECT id, message_id, order_id, type, status, attempts, created_at, next_attempt_at,
                delivered_at, last_error
            FROM delivery WHERE status = :status AND delivered_at IS NULL AND id < :before
                AND type = COALESCE(:type, type)
            ORDER BY id DESC LIMIT :limit
            """, "status", status, "before", page.beforeOrLast(), "limit", page.limitPlusOne())
                .with("type", type == null ? null : type.toString())
                .list(row -> delivery(row));
    }

    /** The messages about an order, in their order; the schema allows one of each type. */
    static List<Delivery> ofOrder(Handle handle, long orderId) {
        return Sql.of(handle, """
            SELECT id, message_id, order_id, type, status, attempts, created_at, next_attempt_at,
                delivered_at, last_error
            FROM delivery WHERE order_id = :orderId ORDER BY id
            """, "orderId", orderId).list(row -> delivery(row));
    }

    static long countPending(Handle handle) {
        return Sql.of(handle, "SELECT count(*) FROM delivery WHERE status = 'PENDING'")
                .one(row -> row.getLong(1));
    }

    /** Reads as many entries of an index as there are such messages. */
    static long countDead(Handle handle) {
        return Sql.of(handle, "SELECT count(*) FROM delivery WHERE status = 'DEAD' AND delivered_at IS NULL")
                .one(row -> row.getLong(1));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("message_id"),
                Sql.longOrNull(row, "order_id"),
                row.getString("type"),
                DeliveryStatus.valueOf(row.getString("status")),
                row.getInt("attempts"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "next_attempt_at"),
                Sql.instantOrNull(row, "delivered_at"),
                row.getString("last_error"));
    }
}
