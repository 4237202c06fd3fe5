package io.jangteo.dataplatform;

import io.jangteo.database.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The statements on {@code delivery}. */
final class DeliverySql {
    private static final RowMapper<MarkedDelivery> MARKED =
            (row, context) -> new MarkedDelivery(row.getLong("id"), row.getLong("attempts"));

    private DeliverySql() {}

    static void insert(Handle handle, String messageId, long orderId, String type, String payload, Instant now) {
        handle.createUpdate("""
            INSERT INTO delivery (message_id, order_id, type, payload, status, created_at, next_attempt_at)
            VALUES (:messageId, :orderId, :type, :payload, 'PENDING', :now, :now)
            """)
                .bind("messageId", messageId)
                .bind("orderId", orderId)
                .bind("type", type)
                .bind("payload", payload)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    static Optional<Instant> nextDue(Handle handle) {
        return handle.createQuery("""
            SELECT next_attempt_at FROM delivery WHERE status = 'PENDING'
            ORDER BY next_attempt_at LIMIT 1
            """)
                .map((row, context) -> Instant.ofEpochMilli(row.getLong(1)))
                .findFirst();
    }

    /**
     * The oldest of those that are due, however long each has been due. The sign keeps SQLite from walking along the ids
     * of all that was ever delivered: these are found in the index of what is due.
     */
    static List<Message> due(Handle handle, Instant until, int limit) {
        return handle.createQuery("""
            SELECT message_id, attempts, next_attempt_at, payload FROM delivery
            WHERE id IN (
                SELECT id FROM delivery
                WHERE status = 'PENDING' AND next_attempt_at <= :until
                ORDER BY +id LIMIT :limit)
            ORDER BY id
            """)
                .bind("until", until.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> new Message(
                        row.getString("message_id"),
                        row.getInt("attempts"),
                        Instant.ofEpochMilli(row.getLong("next_attempt_at")),
                        row.getString("payload")))
                .list();
    }

    /** Has the messages that wait for one of their early attempts due now. */
    static void bringForward(Handle handle, List<String> messageIds, int attemptsMax, Instant now) {
        if (messageIds.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
            UPDATE delivery SET next_attempt_at = :now
            WHERE message_id = :messageId AND status = 'PENDING' AND next_attempt_at > :now
                AND attempts <= :attemptsMax
            """);
        for (String messageId : messageIds) {
            batch.bind("now", now.toEpochMilli())
                    .bind("messageId", messageId)
                    .bind("attemptsMax", attemptsMax)
                    .add();
        }
        batch.execute();
    }

    /**
     * A message that is delivered stays so, whatever another attempt at it came to: empty then, and nothing changed. One
     * that was given up is delivered all the same if its receipt came too late.
     */
    static Optional<MarkedDelivery> markDelivered(Handle handle, Message message, Instant now) {
        return handle.createQuery("""
            UPDATE delivery SET status = 'DELIVERED', attempts = attempts + 1, next_attempt_at = NULL,
                delivered_at = :now, last_error = NULL
            WHERE message_id = :messageId AND status <> 'DELIVERED'
            RETURNING id, attempts
            """)
                .bind("now", now.toEpochMilli())
                .bind("messageId", message.id())
                .map(MARKED)
                .findOne();
    }

    /** Empty, and nothing changed, if the attempt has been recorded, or if the message was replayed meanwhile. */
    static Optional<MarkedDelivery> markFailed(Handle handle, Message message, Instant nextAttemptAt, String failure) {
        return handle.createQuery("""
            UPDATE delivery SET attempts = attempts + 1, next_attempt_at = :nextAttemptAt,
                last_error = :failure
            WHERE message_id = :messageId AND status = 'PENDING' AND attempts = :attempts
            RETURNING id, attempts
            """)
                .bind("nextAttemptAt", nextAttemptAt.toEpochMilli())
                .bind("failure", failure)
                .bind("messageId", message.id())
                .bind("attempts", message.attempts())
                .map(MARKED)
                .findOne();
    }

    /** Empty, and nothing changed, if the attempt has been recorded, or if the message was replayed meanwhile. */
    static Optional<MarkedDelivery> markDead(Handle handle, Message message, String failure) {
        return handle.createQuery("""
            UPDATE delivery SET status = 'DEAD', attempts = attempts + 1, next_attempt_at = NULL,
                last_error = :failure
            WHERE message_id = :messageId AND status = 'PENDING' AND attempts = :attempts
            RETURNING id, attempts
            """)
                .bind("failure", failure)
                .bind("messageId", message.id())
                .bind("attempts", message.attempts())
                .map(MARKED)
                .findOne();
    }

    /** The last error stays until the next attempt has ended. */
    static Optional<Delivery> replay(Handle handle, long id, Instant now) {
        return handle.createQuery("""
            UPDATE delivery SET status = 'PENDING', attempts = 0, next_attempt_at = :now,
                delivered_at = NULL
            WHERE id = :id
            RETURNING *
            """)
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .map((row, context) -> delivery(row))
                .findOne();
    }

    static List<Delivery> delivered(Handle handle, Page page) {
        return handle.createQuery("""
            SELECT id, message_id, order_id, type, status, attempts, created_at, next_attempt_at,
                delivered_at, last_error
            FROM delivery WHERE status = 'DELIVERED' AND id < :before
            ORDER BY id DESC LIMIT :limit
            """)
                .bind("before", page.beforeOrLast())
                .bind("limit", page.limitPlusOne())
                .map((row, context) -> delivery(row))
                .list();
    }

    /** Says what the schema knows, that these were not delivered, so that the index of those is used. */
    static List<Delivery> undelivered(Handle handle, DeliveryStatus status, Page page) {
        return handle.createQuery("""
            SELECT id, message_id, order_id, type, status, attempts, created_at, next_attempt_at,
                delivered_at, last_error
            FROM delivery WHERE status = :status AND delivered_at IS NULL AND id < :before
            ORDER BY id DESC LIMIT :limit
            """)
                .bind("status", status)
                .bind("before", page.beforeOrLast())
                .bind("limit", page.limitPlusOne())
                .map((row, context) -> delivery(row))
                .list();
    }

    /** The messages about an order: one, as the schema has it. */
    static List<Delivery> ofOrder(Handle handle, long orderId) {
        return handle.createQuery("""
            SELECT id, message_id, order_id, type, status, attempts, created_at, next_attempt_at,
                delivered_at, last_error
            FROM delivery WHERE order_id = :orderId ORDER BY id
            """)
                .bind("orderId", orderId)
                .map((row, context) -> delivery(row))
                .list();
    }

    static long countPending(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM delivery WHERE status = 'PENDING'")
                .mapTo(Long.class)
                .one();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("message_id"),
                row.getLong("order_id"),
                row.getString("type"),
                DeliveryStatus.valueOf(row.getString("status")),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "next_attempt_at"),
                instant(row, "delivered_at"),
                row.getString("last_error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
