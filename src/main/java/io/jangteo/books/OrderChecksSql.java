package io.jangteo.books;

/** Checks orders on their own: their state, their totals, and their message. */
final class OrderChecksSql {
    private static final KeysSql ORDERS = KeysSql.ofIds("shop_order", "id");

    private OrderChecksSql() {}

    /** The other checks select orders by status, so they cover every order only if there are no other statuses. */
    static Check orderStatusAgreesWithItsTimes() {
        return new CheckSql("order-status-agrees-with-its-times", ORDERS, """
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
                    WHEN created_at >= expires_at THEN
                        'order ' || id || ': placed at ' || created_at || ', expired at ' || expires_at
                    WHEN (status = 'CANCELLED' AND closed_at >= expires_at)
                        OR (status = 'EXPIRED' AND closed_at < expires_at) THEN
                        'order ' || id || ': ' || status || ' at ' || closed_at || ', its time was over at '
                            || expires_at
                    WHEN close_reason IS NOT NULL AND status NOT IN ('CANCELLED', 'REFUNDED') THEN
                        'order ' || id || ': ' || status || ', with the reason of a cancellation'
                END AS violation
            FROM shop_order
            WHERE id > :after AND id <= :to
            """);
    }

    static Check orderAddsUpItsLines() {
        return new CheckSql("order-adds-up-its-lines", ORDERS, """
            SELECT id,
                CASE
                    WHEN lines = 0 THEN 'order ' || id || ': has no lines'
                    WHEN items_amount <> amount OR items_amount <> recounted
                        OR total_amount <> items_amount - discount_amount THEN
                        'order ' || id || ': lines of ' || amount || ', by unit price ' || recounted
                            || ', items ' || items_amount || ' less ' || discount_amount
                            || ' make ' || total_amount
                    WHEN first_line <> 1 OR last_line <> lines THEN
                        'order ' || id || ': ' || lines || ' lines are numbered from ' || first_line || ' to '
                            || last_line
                END AS violation
            FROM (
                SELECT o.id, o.items_amount, o.discount_amount, o.total_amount, COUNT(l.order_id) AS lines,
                    MIN(l.line) AS first_line, MAX(l.line) AS last_line, SUM(l.amount) AS amount,
                    SUM(l.unit_price * l.quantity) AS recounted
                FROM shop_order o
                LEFT JOIN order_line l ON l.order_id = o.id
                WHERE o.id > :after AND o.id <= :to
                GROUP BY o.id, o.items_amount, o.discount_amount, o.total_amount) AS summed
            """);
    }

    /** FIXED is min(amount, items); PERCENT is rounded down to a whole won and capped. Both use integer division. */
    static Check orderDiscountFollowsItsCoupon() {
        return new CheckSql("order-discount-follows-its-coupon", ORDERS, """
            SELECT id,
                CASE
                    WHEN items_amount < min_order_amount THEN
                        'order ' || id || ': items ' || items_amount || ', its coupon asks for ' || min_order_amount
                    WHEN discount_amount <> CASE WHEN offered > offered_max THEN offered_max ELSE offered END
                        OR offered IS NULL THEN
                        'order ' || id || ': discount ' || discount_amount || ', its coupon offers '
                            || COALESCE(offered || ' up to ' || offered_max, 'nothing that can be told')
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
                LEFT JOIN coupon c ON c.id = i.coupon_id
                WHERE o.id > :after AND o.id <= :to) AS priced
            """);
    }

    static Check paidOrderHasOneDelivery() {
        return new CheckSql("paid-order-has-one-delivery", ORDERS, """
            SELECT id,
                CASE WHEN messages <> CASE WHEN status IN ('PAID', 'REFUNDED') THEN 1 ELSE 0 END THEN
                    'order ' || id || ': ' || status || ' with ' || messages || ' deliveries'
                END AS violation
            FROM (
                SELECT o.id, o.status, (
                    SELECT COUNT(*)
                    FROM delivery d
                    WHERE d.order_id = o.id AND d.type = 'order.paid') AS messages
                FROM shop_order o
                WHERE o.id > :after AND o.id <= :to) AS told
            """);
    }
}
