package io.jangteo.books;

import org.jdbi.v3.core.Handle;

/** Orders by themselves: their state, their sums, and the message that tells of them. */
final class OrderChecksSql {
    private OrderChecksSql() {}

    /** The other checks go by the status: they see every order only if there is no status besides these. */
    static BooksCheck orderStatusAgreesWithItsTimes(Handle handle) {
        return CheckSql.run(handle, "order-status-agrees-with-its-times", """
            SELECT id,
                CASE
                    WHEN (paid_at IS NULL) <> (sales_day IS NULL) OR NOT (
                        (status = 'PENDING' AND paid_at IS NULL AND closed_at IS NULL)
                        OR (status = 'PAID' AND paid_at IS NOT NULL AND closed_at IS NULL)
                        OR (status = 'REFUNDED' AND paid_at IS NOT NULL AND closed_at IS NOT NULL)
                        OR (status IN ('CANCELLED', 'EXPIRED') AND paid_at IS NULL AND closed_at IS NOT NULL)) THEN
                        'order ' || id || ': ' || status || COALESCE(', paid at ' || paid_at, ', never paid')
                            || COALESCE(', sold on ' || sales_day, ', on no day')
                            || COALESCE(', closed at ' || closed_at, ', not closed')
                    WHEN paid_at >= expires_at THEN
                        'order ' || id || ': paid at ' || paid_at || ', expired at ' || expires_at
                END AS violation
            FROM shop_order
            """);
    }

    static BooksCheck orderAddsUpItsLines(Handle handle) {
        return CheckSql.run(handle, "order-adds-up-its-lines", """
            SELECT o.id,
                CASE
                    WHEN l.amount IS NULL THEN 'order ' || o.id || ': has no lines'
                    WHEN o.items_amount <> l.amount OR o.items_amount <> l.recounted
                        OR o.total_amount <> o.items_amount - o.discount_amount THEN
                        'order ' || o.id || ': lines of ' || l.amount || ', by unit price ' || l.recounted
                            || ', items ' || o.items_amount || ' less ' || o.discount_amount
                            || ' make ' || o.total_amount
                END AS violation
            FROM shop_order o
            LEFT JOIN (
                SELECT order_id, SUM(amount) AS amount, SUM(unit_price * quantity) AS recounted
                FROM order_line
                GROUP BY order_id) l ON l.order_id = o.id
            """);
    }

    /** FIXED is min(amount, items); PERCENT is rounded down to a whole won and capped. Both divide whole numbers. */
    static BooksCheck orderDiscountFollowsItsCoupon(Handle handle) {
        return CheckSql.run(handle, "order-discount-follows-its-coupon", """
            SELECT id,
                CASE
                    WHEN items_amount < min_order_amount THEN
                        'order ' || id || ': items ' || items_amount || ', its coupon asks for ' || min_order_amount
                    WHEN discount_amount <> CASE WHEN offered > offered_max THEN offered_max ELSE offered END THEN
                        'order ' || id || ': discount ' || discount_amount || ', its coupon offers ' || offered
                            || ' up to ' || offered_max
                END AS violation
            FROM (
                SELECT o.id, o.items_amount, o.discount_amount, c.min_order_amount,
                    CASE c.discount_type
                        WHEN 'FIXED' THEN c.discount_amount
                        WHEN 'PERCENT' THEN o.items_amount * c.discount_percent / 100
                        ELSE 0
                    END AS offered,
                    COALESCE(c.discount_max_amount, o.items_amount) AS offered_max
                FROM shop_order o
                LEFT JOIN issued_coupon i ON i.id = o.issued_coupon_id
                LEFT JOIN coupon c ON c.id = i.coupon_id) AS priced
            """);
    }

    static BooksCheck paidOrderHasOneDelivery(Handle handle) {
        return CheckSql.run(handle, "paid-order-has-one-delivery", """
            SELECT o.id,
                CASE WHEN COALESCE(d.messages, 0) <> CASE WHEN o.status IN ('PAID', 'REFUNDED') THEN 1 ELSE 0 END
                THEN
                    'order ' || o.id || ': ' || o.status || ' with ' || COALESCE(d.messages, 0) || ' deliveries'
                END AS violation
            FROM shop_order o
            LEFT JOIN (
                SELECT order_id, COUNT(*) AS messages
                FROM delivery
                GROUP BY order_id) d ON d.order_id = o.id
            """);
    }
}
