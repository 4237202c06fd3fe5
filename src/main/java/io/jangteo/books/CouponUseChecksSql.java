package io.jangteo.books;

/** Checks issued coupons against the orders they paid for. A coupon is valid until {@code expires_at}, exclusive. */
final class CouponUseChecksSql {
    private static final KeysSql ORDERS = KeysSql.ofIds("shop_order", "id");
    private static final KeysSql ISSUED_COUPONS = KeysSql.ofIds("issued_coupon", "id");

    private CouponUseChecksSql() {}

    static Check orderNamesACouponOfItsUser() {
        return new CheckSql("order-names-a-coupon-of-its-user", ORDERS, """
            SELECT o.id,
                CASE WHEN i.user_id IS NULL OR i.user_id <> o.user_id THEN
                    'order ' || o.id || ' of user ' || o.user_id || ': issued coupon ' || o.issued_coupon_id
                        || COALESCE(' belongs to user ' || i.user_id, ' does not exist')
                END AS violation
            FROM shop_order o
            LEFT JOIN issued_coupon i ON i.id = o.issued_coupon_id
            WHERE o.id > :after AND o.id <= :to AND o.issued_coupon_id IS NOT NULL
            """);
    }

    static Check paidOrderUsesItsCoupon() {
        return new CheckSql("paid-order-uses-its-coupon", ORDERS, """
            SELECT o.id,
                CASE
                    WHEN o.paid_at >= i.expires_at THEN
                        'order ' || o.id || ': paid after its issued coupon ' || i.id || ' had expired'
                    WHEN o.status = 'PAID' AND COALESCE(i.order_id, 0) <> o.id THEN
                        'order ' || o.id || ': paid, but its issued coupon ' || o.issued_coupon_id
                            || COALESCE(' is used by order ' || i.order_id, ' is not used')
                END AS violation
            FROM shop_order o
            LEFT JOIN issued_coupon i ON i.id = o.issued_coupon_id
            WHERE o.id > :after AND o.id <= :to AND o.issued_coupon_id IS NOT NULL
                AND o.status IN ('PAID', 'REFUNDED')
            """);
    }

    static Check usedCouponNamesTheOrderThatPaidWithIt() {
        return new CheckSql("used-coupon-names-the-order-that-paid-with-it", ISSUED_COUPONS, """
            SELECT i.id,
                CASE
                    WHEN i.used_at IS NULL OR i.order_id IS NULL THEN
                        'issued coupon ' || i.id || ': has only one of its use and its order'
                    WHEN COALESCE(o.issued_coupon_id, 0) <> i.id THEN
                        'issued coupon ' || i.id || ': used by order ' || i.order_id || ', which does not name it'
                    WHEN o.status NOT IN ('PAID', 'REFUNDED') THEN
                        'issued coupon ' || i.id || ': used by order ' || i.order_id || ', which is ' || o.status
                    WHEN i.used_at <> o.paid_at THEN
                        'issued coupon ' || i.id || ': used at ' || i.used_at || ' by order ' || i.order_id
                            || ', which was paid at ' || o.paid_at
                END AS violation
            FROM issued_coupon i
            LEFT JOIN shop_order o ON o.id = i.order_id
            WHERE i.id > :after AND i.id <= :to AND (i.used_at IS NOT NULL OR i.order_id IS NOT NULL)
            """);
    }

    static Check refundedOrderGaveItsCouponBackUnlessExpired() {
        return new CheckSql("refunded-order-gave-its-coupon-back-unless-expired", ORDERS, """
            SELECT o.id,
                CASE
                    WHEN o.closed_at < i.expires_at AND i.order_id = o.id THEN
                        'order ' || o.id || ': refunded, but its issued coupon ' || i.id || ' is still used by it'
                    WHEN o.closed_at >= i.expires_at AND COALESCE(i.order_id, 0) <> o.id THEN
                        'order ' || o.id || ': refunded after its issued coupon ' || i.id
                            || ' had expired, yet it came back'
                END AS violation
            FROM shop_order o
            JOIN issued_coupon i ON i.id = o.issued_coupon_id
            WHERE o.id > :after AND o.id <= :to AND o.status = 'REFUNDED'
            """);
    }
}
