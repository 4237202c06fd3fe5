package io.jangteo.books;

import org.jdbi.v3.core.Handle;

/** The messages to the data platform and the attempts to deliver them. */
final class DeliveryChecksSql {
    private DeliveryChecksSql() {}

    /**
     * A replay begins a new count and keeps the attempts before it, so there may be more of them than the delivery
     * counts, never fewer. Deliveries from before attempts were kept may lack their first ones, or all: those without
     * any are left out.
     */
    static BooksCheck deliveryHasItsAttempts(Handle handle) {
        return CheckSql.run(handle, "delivery-has-its-attempts", """
            SELECT id,
                CASE WHEN attempts > last_number OR kept <> last_number - first_number + 1
                    OR (is_whole AND kept > 0 AND first_number > 1)
                    OR (status <> 'PENDING' AND outcome <> status)
                    OR (status = 'PENDING' AND attempts > 0 AND outcome <> 'FAILED')
                    OR (status = 'DELIVERED' AND at <> delivered_at)
                THEN
                    'delivery ' || id || ': ' || status || ' after ' || attempts || ' attempts, kept are ' || kept
                        || ' from ' || first_number || ' to ' || last_number || ', the last ' || outcome
                END AS violation
            FROM (
                SELECT d.id, d.status, d.attempts, d.delivered_at, d.id > old.last_id AS is_whole,
                    COALESCE(k.kept, 0) AS kept, COALESCE(k.first_number, 1) AS first_number,
                    COALESCE(k.last_number, 0) AS last_number, COALESCE(a.outcome, 'NONE') AS outcome, a.at
                FROM delivery d
                CROSS JOIN (
                    SELECT COALESCE(MAX(CAST(value AS BIGINT)), 0) AS last_id
                    FROM setting
                    WHERE name = 'attempts-kept-after-delivery') old
                LEFT JOIN (
                    SELECT delivery_id, COUNT(*) AS kept, MIN(number) AS first_number, MAX(number) AS last_number
                    FROM delivery_attempt
                    GROUP BY delivery_id) k ON k.delivery_id = d.id
                LEFT JOIN delivery_attempt a ON a.delivery_id = d.id AND a.number = k.last_number
                WHERE d.id > old.last_id OR k.kept IS NOT NULL) AS delivery_with_attempts
            """);
    }
}
