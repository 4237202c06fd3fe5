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
     * Stores the last attempt at each of the deliveries, under its next number: at least the delivery's own count,
     * which covers attempts made before they were recorded.
     */
    static void insert(
            Handle handle, List<Long> deliveryIds, Instant at, AttemptOutcome outcome, @Nullable String error) {
        Sql.of(handle, """
            INSERT INTO delivery_attempt (delivery_id, number, at, outcome, error)
            SELECT id, CASE WHEN MAX(number) >= attempts THEN MAX(number) + 1 ELSE attempts END, :at, :outcome, :error
            FROM delivery LEFT JOIN delivery_attempt ON delivery_id = id
            WHERE id = ANY(:ids)
            GROUP BY id
            """)
                .with("at", at, "outcome", outcome, "error", error, "ids", Sql.ids(deliveryIds))
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
