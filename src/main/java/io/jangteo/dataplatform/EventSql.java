package io.jangteo.dataplatform;

import io.jangteo.database.Engine;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements that read {@code delivery} as one sequence of events, and delete old ones. */
final class EventSql {
    private EventSql() {}

    /** Returns the events after an id and up to another, in the order of their ids. */
    static List<StoredEvent> list(Handle handle, long after, long upTo, int limit) {
        return Sql.of(handle, """
            SELECT id, message_id, type, created_at, payload FROM delivery
            WHERE id > :after AND id <= :upTo ORDER BY id LIMIT :limit
            """, "after", after, "upTo", upTo, "limit", limit)
                .list(row -> new StoredEvent(
                        row.getLong("id"),
                        row.getString("message_id"),
                        row.getString("type"),
                        Sql.instant(row, "created_at"),
                        row.getString("payload")));
    }

    static Optional<Long> idOf(Handle handle, String messageId) {
        return Sql.of(handle, "SELECT id FROM delivery WHERE message_id = :messageId", "messageId", messageId)
                .findOne(row -> row.getLong(1));
    }

    /** Returns the highest id that there is; 0 if there is none. */
    static long newest(Handle handle) {
        return Sql.of(handle, "SELECT COALESCE(MAX(id), 0) FROM delivery").one(row -> row.getLong(1));
    }

    /** Returns the highest id that was deleted: not everything from before it is there. 0 if nothing was deleted. */
    static long deletedTo(Handle handle) {
        return Sql.of(handle, "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'events-deleted-to'")
                .findOne(row -> row.getLong(1))
                .orElse(0L);
    }

    /** Returns the last id that any transaction took, whatever has become of it; on PostgreSQL. */
    static long lastTaken(Handle handle) {
        return Sql.of(handle, "SELECT COALESCE(pg_sequence_last_value(pg_get_serial_sequence('delivery', 'id')), 0)")
                .one(row -> row.getLong(1));
    }

    /** Gives this transaction a number, higher than all that were given before, and returns it; on PostgreSQL. */
    static long ownTransaction(Handle handle) {
        return Sql.of(handle, "SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)")
                .one(row -> row.getLong(1));
    }

    /** Returns the number below which all transactions have ended; on PostgreSQL. */
    static long oldestRunning(Handle handle) {
        return Sql.of(handle, "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)")
                .one(row -> row.getLong(1));
    }

    /** Returns when the oldest of those was written that may be deleted once they are old. */
    static Optional<Instant> oldestToDelete(Handle handle) {
        return Sql.of(handle, """
            SELECT created_at FROM delivery %s
            WHERE order_id IS NULL AND delivered_at IS NOT NULL AND +id < (SELECT MAX(id) FROM delivery)
            ORDER BY created_at LIMIT 1
            """.formatted(byAge(handle))).findOne(row -> Sql.instant(row, "created_at"));
    }

    /**
     * Locks and returns a few that may be deleted: those that were written by that moment, tell of no order and were
     * delivered. The newest of all is not among them, so that its id is never given again.
     */
    static List<Long> lockOld(Handle handle, Instant until, int limit) {
        return Sql.of(handle, """
            SELECT id FROM delivery %s
            WHERE order_id IS NULL AND delivered_at IS NOT NULL AND created_at <= :until
                AND +id < (SELECT MAX(id) FROM delivery)
            ORDER BY created_at LIMIT :limit
            FOR UPDATE SKIP LOCKED
            """.formatted(byAge(handle)), "until", until, "limit", limit)
                .list(row -> row.getLong(1));
    }

    /** SQLite would rather sort all that tell of no order. */
    private static String byAge(Handle handle) {
        return Engine.of(handle) == Engine.SQLITE ? "INDEXED BY delivery_of_no_order" : "";
    }

    /** Deletes an event with its attempts. */
    static void delete(Handle handle, long id) {
        Sql.of(handle, "DELETE FROM delivery_attempt WHERE delivery_id = :id", "id", id)
                .update();
        Sql.of(handle, "DELETE FROM delivery WHERE id = :id", "id", id).update();
    }

    /** Keeps the highest id that was deleted. */
    static void keepDeletedTo(Handle handle, long id) {
        Sql.of(handle, """
            INSERT INTO setting (name, value) VALUES ('events-deleted-to', :id)
            ON CONFLICT (name) DO UPDATE SET value = CASE
                WHEN CAST(excluded.value AS BIGINT) > CAST(setting.value AS BIGINT) THEN excluded.value
                ELSE setting.value END
            """, "id", Long.toString(id)).update();
    }
}
