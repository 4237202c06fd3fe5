package io.jangteo.books;

/** Checks the messages to the data platform against the attempts to deliver them. */
final class DeliveryChecksSql {
    private static final KeysSql DELIVERIES = KeysSql.ofIds("delivery", "id");

    private DeliveryChecksSql() {}

    /**
     * A replay starts a new count and keeps earlier attempts, so there may be more of them than the delivery counts,
     * never fewer. Deliveries of versions that did not record attempts may lack the first ones, or all; those without
     * any are skipped.
     */
    static Check deliveryHasItsAttempts() {
        return new CheckSql("delivery-has-its-attempts", DELIVERIES, """
            SELECT id,
                CASE WHEN attempts > last_number OR kept <> last_number - first_number + 1
                    OR (is_whole AND kept > 0 AND first_number > 1)
                    OR (status <> 'PENDING' AND outcome <> status)
                    OR (status = 'PENDING' AND attempts > 0 AND outcome <> 'FAILED')
                    OR (status = 'DELIVERED' AND at <> delivered_at)
                    OR (status = 'PENDING') <> (next_attempt_at IS NOT NULL)
                    OR (status = 'DELIVERED') <> (delivered_at IS NOT NULL)
                THEN
                    'delivery ' || id || ': ' || status || ' after ' || attempts || ' attempts, kept are ' || kept
                        || ' from ' || first_number || ' to ' || last_number || ', the last ' || outcome
                WHEN COALESCE(last_error, '') <> COALESCE(error, '') THEN
                    'delivery ' || id || ': shows ' || COALESCE(last_error, 'no error') || ', its last attempt '
                        || COALESCE(error, 'no error')
                END AS violation
            FROM (
                SELECT d.id, d.status, d.attempts, d.next_attempt_at, d.delivered_at, d.last_error,
                    d.id > old.last_id AS is_whole,
                    COALESCE(k.kept, 0) AS kept, COALESCE(k.first_number, 1) AS first_number,
                    COALESCE(k.last_number, 0) AS last_number, COALESCE(a.outcome, 'NONE') AS outcome, a.at, a.error
                FROM (
                    SELECT d.id, COUNT(a.number) AS kept, MIN(a.number) AS first_number, MAX(a.number) AS last_number
                    FROM delivery d
                    LEFT JOIN delivery_attempt a ON a.delivery_id = d.id
                    WHERE d.id > :after AND d.id <= :to
                    GROUP BY d.id) AS k
                JOIN delivery d ON d.id = k.id
                CROSS JOIN (
                    SELECT COALESCE(MAX(CAST(value AS BIGINT)), 0) AS last_id
                    FROM setting
                    WHERE name = 'attempts-kept-after-delivery') old
                LEFT JOIN delivery_attempt a ON a.delivery_id = d.id AND a.number = k.last_number
                WHERE d.id > old.last_id OR k.kept > 0) AS delivery_with_attempts
            """);
    }
}
