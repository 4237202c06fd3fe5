package io.jangteo.books;

import org.jdbi.v3.core.Handle;

/** Points that orders took and gave back; an entry names its order as {@code order:12}. */
final class PaymentChecksSql {
    private PaymentChecksSql() {}

    static BooksCheck paidOrderHasOneSpend(Handle handle) {
        return CheckSql.run(handle, "paid-order-has-one-spend", """
            SELECT o.id,
                CASE
                    WHEN COALESCE(e.entries, 0) <> 1 THEN
                        'order ' || o.id || ': ' || o.status || ' with ' || COALESCE(e.entries, 0) || ' SPEND entries'
                    WHEN e.amount <> -o.total_amount OR e.user_id <> o.user_id THEN
                        'order ' || o.id || ': user ' || o.user_id || ' owes ' || o.total_amount
                            || ', SPEND of ' || e.amount || ' by user ' || e.user_id
                END AS violation
            FROM shop_order o
            LEFT JOIN (
                SELECT reference, COUNT(*) AS entries, SUM(amount) AS amount, MIN(user_id) AS user_id
                FROM point_entry
                WHERE kind = 'SPEND'
                GROUP BY reference) e ON e.reference = 'order:' || o.id
            WHERE o.status IN ('PAID', 'REFUNDED')
            """);
    }

    /** With the check above: what a refund gave is what the payment took. */
    static BooksCheck refundedOrderHasOneRefund(Handle handle) {
        return CheckSql.run(handle, "refunded-order-has-one-refund", """
            SELECT o.id,
                CASE
                    WHEN COALESCE(e.entries, 0) <> 1 THEN
                        'order ' || o.id || ': REFUNDED with ' || COALESCE(e.entries, 0) || ' REFUND entries'
                    WHEN e.amount <> o.total_amount OR e.user_id <> o.user_id THEN
                        'order ' || o.id || ': user ' || o.user_id || ' is owed ' || o.total_amount
                            || ', REFUND of ' || e.amount || ' to user ' || e.user_id
                END AS violation
            FROM shop_order o
            LEFT JOIN (
                SELECT reference, COUNT(*) AS entries, SUM(amount) AS amount, MIN(user_id) AS user_id
                FROM point_entry
                WHERE kind = 'REFUND'
                GROUP BY reference) e ON e.reference = 'order:' || o.id
            WHERE o.status = 'REFUNDED'
            """);
    }

    /**
     * The other direction of both: no points moved for an order that does not ask for it. Without the CAST, SQLite would
     * compare every entry with every order: it indexes no expression of unknown type.
     */
    static BooksCheck entryBelongsToAPaidOrder(Handle handle) {
        return CheckSql.run(handle, "entry-belongs-to-a-paid-order", """
            WITH named AS MATERIALIZED (
                SELECT CAST('order:' || id AS TEXT) AS reference, status
                FROM shop_order)
            SELECT e.id,
                CASE
                    WHEN named.reference IS NULL THEN
                        'entry ' || e.id || ' of user ' || e.user_id || ': ' || e.kind || ' for '
                            || COALESCE(e.reference, 'nothing') || ', which is no order'
                    WHEN named.status <> 'REFUNDED' AND (e.kind = 'REFUND' OR named.status <> 'PAID') THEN
                        'entry ' || e.id || ' of user ' || e.user_id || ': ' || e.kind || ' for ' || e.reference
                            || ', which is ' || named.status
                END AS violation
            FROM point_entry e
            LEFT JOIN named ON named.reference = e.reference
            WHERE e.kind IN ('SPEND', 'REFUND')
            """);
    }
}
