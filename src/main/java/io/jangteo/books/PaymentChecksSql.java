package io.jangteo.books;

/**
 * Checks the points that orders took and gave back; an entry refers to its order as {@code order:12}. Queries list both
 * kinds beside the wanted one to match the condition of the index on order references.
 */
final class PaymentChecksSql {
    private static final KeysSql ORDERS = KeysSql.ofIds("shop_order", "id");
    private static final KeysSql ENTRIES = KeysSql.ofIds("point_entry", "id");

    private PaymentChecksSql() {}

    static Check paidOrderHasOneSpend() {
        return new CheckSql("paid-order-has-one-spend", ORDERS, """
            SELECT id,
                CASE
                    WHEN entries <> 1 THEN
                        'order ' || id || ': ' || status || ' with ' || entries || ' SPEND entries'
                    WHEN amount <> -total_amount OR payer <> user_id THEN
                        'order ' || id || ': user ' || user_id || ' owes ' || total_amount
                            || ', SPEND of ' || amount || ' by user ' || payer
                END AS violation
            FROM (
                SELECT o.id, o.status, o.user_id, o.total_amount, COUNT(e.id) AS entries, SUM(e.amount) AS amount,
                    MIN(e.user_id) AS payer
                FROM shop_order o
                LEFT JOIN point_entry e
                    ON e.reference = 'order:' || o.id AND e.kind IN ('SPEND', 'REFUND') AND e.kind = 'SPEND'
                WHERE o.id > :after AND o.id <= :to AND o.status IN ('PAID', 'REFUNDED')
                GROUP BY o.id, o.status, o.user_id, o.total_amount) AS paid
            """);
    }

    /** Together with the check above: a refund gives back what the payment took. */
    static Check refundedOrderHasOneRefund() {
        return new CheckSql("refunded-order-has-one-refund", ORDERS, """
            SELECT id,
                CASE
                    WHEN entries <> 1 THEN
                        'order ' || id || ': REFUNDED with ' || entries || ' REFUND entries'
                    WHEN amount <> total_amount OR receiver <> user_id THEN
                        'order ' || id || ': user ' || user_id || ' is owed ' || total_amount
                            || ', REFUND of ' || amount || ' to user ' || receiver
                END AS violation
            FROM (
                SELECT o.id, o.user_id, o.total_amount, COUNT(e.id) AS entries, SUM(e.amount) AS amount,
                    MIN(e.user_id) AS receiver
                FROM shop_order o
                LEFT JOIN point_entry e
                    ON e.reference = 'order:' || o.id AND e.kind IN ('SPEND', 'REFUND') AND e.kind = 'REFUND'
                WHERE o.id > :after AND o.id <= :to AND o.status = 'REFUNDED'
                GROUP BY o.id, o.user_id, o.total_amount) AS refunded
            """);
    }

    /**
     * The converse of both checks above: every entry belongs to an order that calls for it, and was made in the commit
     * that paid or closed the order.
     */
    static Check entryBelongsToAPaidOrder() {
        return new CheckSql("entry-belongs-to-a-paid-order", ENTRIES, """
            SELECT e.id,
                CASE
                    WHEN o.id IS NULL THEN
                        'entry ' || e.id || ' of user ' || e.user_id || ': ' || e.kind || ' for '
                            || COALESCE(e.reference, 'nothing') || ', which is no order'
                    WHEN o.status <> 'REFUNDED' AND (e.kind = 'REFUND' OR o.status <> 'PAID') THEN
                        'entry ' || e.id || ' of user ' || e.user_id || ': ' || e.kind || ' for ' || e.reference
                            || ', which is ' || o.status
                    WHEN e.kind = 'SPEND' AND e.at <> o.paid_at THEN
                        'entry ' || e.id || ' of user ' || e.user_id || ': at ' || e.at || ' for ' || e.reference
                            || ', which was paid at ' || o.paid_at
                    WHEN e.kind = 'REFUND' AND e.at <> o.closed_at THEN
                        'entry ' || e.id || ' of user ' || e.user_id || ': at ' || e.at || ' for ' || e.reference
                            || ', which was closed at ' || o.closed_at
                END AS violation
            FROM point_entry e
            LEFT JOIN shop_order o
                ON o.id = {orderId} AND 'order:' || o.id = e.reference
            WHERE e.id > :after AND e.id <= :to AND e.kind NOT IN ('CHARGE', 'ADJUST')
            """.replace(
                        "{orderId}", ReferenceSql.orderId("e.reference")));
    }
}
