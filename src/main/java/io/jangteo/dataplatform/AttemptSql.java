package io.jangteo.dataplatform;

import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements on {@code delivery_attempt}. */
final class AttemptSql {
    private AttemptSql() {}

    /**
     * Stores an attempt under the next number.
     *
     * @param attempts the delivery's own count, including this attempt: it covers attempts made before they were
     *     recorded
     */
    static void insert(
            Handle handle, long deliveryId, long attempts, Instant at, AttemptOutcome outcome, @Nullable String error) {
        Sql.of(handle, """
            INSERT INTO delivery_attempt (delivery_id, number, at, outcome, error)
            SELECT :deliveryId, CASE WHEN last >= :attempts THEN last + 1 ELSE :attempts END, :at, :outcome, :error
            FROM (
                SELECT COALESCE(MAX(number), 0) AS last
                FROM delivery_attempt
                WHERE delivery_id = :deliveryId) AS kept
            """)
                .with("deliveryId", deliveryId, "attempts", attempts, "at", at, "outcome", outcome, "error", error)
                .update();
    }

    /** Oldest first. */
    static List<DeliveryAttempt> list(Handle handle, long deliveryId) {
        return Sql.of(handle, """
            SELECT number, at, outcome, error FROM delivery_attempt
            WHERE delivery_id = :deliveryId ORDER BY number
            """, "deliveryId", deliveryId)
                .list(row -> new DeliveryAttempt(
                        row.getLong("number"),
                        Sql.instant(row, "at"),
                        AttemptOutcome.valueOf(row.getString("outcome")),
                        row.getString("error")));
    }
}
