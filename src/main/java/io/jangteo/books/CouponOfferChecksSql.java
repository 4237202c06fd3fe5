package io.jangteo.books;

/**
 * Checks the offers against the record of their changes. Each change names how many coupons were issued by then, so the
 * record shows which ranks were issued under which quantity without a look at any clock.
 */
final class CouponOfferChecksSql {
    private static final KeysSql COUPONS = KeysSql.ofIds("coupon", "id");
    private static final KeysSql CHANGES = KeysSql.ofIds("coupon_change", "id");
    private static final KeysSql ISSUED_COUPONS = KeysSql.ofIds("issued_coupon", "id");

    private CouponOfferChecksSql() {}

    static Check couponReferenceIsUnique() {
        return new CheckSql("coupon-reference-is-unique", COUPONS, """
            SELECT c.id,
                CASE WHEN EXISTS (
                        SELECT 1
                        FROM coupon other
                        WHERE other.reference = c.reference AND other.id < c.id) THEN
                    'coupon ' || c.id || ': its reference ' || c.reference || ' is that of an earlier coupon'
                END AS violation
            FROM coupon c
            WHERE c.id > :after AND c.id <= :to AND c.reference IS NOT NULL
            """);
    }

    static Check couponIsWhatItsChangesMadeOfIt() {
        return new CheckSql("coupon-is-what-its-changes-made-of-it", COUPONS, """
            SELECT c.id,
                CASE
                    WHEN oldest.id IS NULL THEN 'coupon ' || c.id || ': nothing tells how it began'
                    WHEN oldest.at <> c.created_at OR oldest.issued <> 0 THEN
                        'coupon ' || c.id || ': created at ' || c.created_at || ', it began at ' || oldest.at
                            || ' with ' || oldest.issued || ' issued'
                    WHEN c.name <> newest.name THEN
                        'coupon ' || c.id || ': is called ' || c.name || ', its last change called it ' || newest.name
                    WHEN c.quantity <> newest.quantity THEN
                        'coupon ' || c.id || ': quantity ' || c.quantity || ', its last change left ' || newest.quantity
                    WHEN c.issue_from IS DISTINCT FROM newest.issue_from
                        OR c.issue_until IS DISTINCT FROM newest.issue_until
                        OR c.closed_at IS DISTINCT FROM newest.closed_at THEN
                        'coupon ' || c.id || ': its issue window or its end is not what its last change left'
                END AS violation
            FROM coupon c
            LEFT JOIN coupon_change oldest ON oldest.id = (
                SELECT MIN(h.id)
                FROM coupon_change h
                WHERE h.coupon_id = c.id)
            LEFT JOIN coupon_change newest ON newest.id = (
                SELECT MAX(h.id)
                FROM coupon_change h
                WHERE h.coupon_id = c.id)
            WHERE c.id > :after AND c.id <= :to
            """);
    }

    /** Compares each change with the number issued when the next one was made, or until now. */
    static Check couponWasIssuedWithinWhatStoodThen() {
        return new CheckSql("coupon-was-issued-within-what-stood-then", CHANGES, """
            SELECT id,
                CASE
                    WHEN then_issued IS NULL THEN 'change ' || id || ': there is no coupon ' || coupon_id
                    WHEN then_issued < issued THEN
                        'change ' || id || ' of coupon ' || coupon_id || ': made with ' || issued
                            || ' issued, later there were ' || then_issued
                    WHEN then_issued > quantity THEN
                        'change ' || id || ' of coupon ' || coupon_id || ': ' || then_issued
                            || ' were issued while a quantity of ' || quantity || ' stood'
                    WHEN closed_at IS NOT NULL AND then_issued > issued THEN
                        'change ' || id || ' of coupon ' || coupon_id || ': closed with ' || issued
                            || ' issued, later there were ' || then_issued
                    WHEN closed_at IS DISTINCT FROM
                            COALESCE(closed_before, CASE WHEN closed_at IS NOT NULL THEN at END) THEN
                        'change ' || id || ' of coupon ' || coupon_id || ': made at ' || at
                            || COALESCE(', closed at ' || closed_at, ', open')
                            || COALESCE(', closed before at ' || closed_before, ', open before')
                END AS violation
            FROM (
                SELECT h.id, h.coupon_id, h.issued, h.quantity, h.closed_at, h.at, COALESCE((
                        SELECT later.issued
                        FROM coupon_change later
                        WHERE later.coupon_id = h.coupon_id AND later.id > h.id
                        ORDER BY later.id
                        LIMIT 1), c.issued) AS then_issued, (
                    SELECT earlier.closed_at
                    FROM coupon_change earlier
                    WHERE earlier.coupon_id = h.coupon_id AND earlier.id < h.id
                    ORDER BY earlier.id DESC
                    LIMIT 1) AS closed_before
                FROM coupon_change h
                LEFT JOIN coupon c ON c.id = h.coupon_id
                WHERE h.id > :after AND h.id <= :to) AS stood
            """);
    }

    /** That no order is paid with it follows from another check: a paid order's coupon is used by it. */
    static Check revokedCouponIsNotUsed() {
        return new CheckSql("revoked-coupon-is-not-used", ISSUED_COUPONS, """
            SELECT i.id,
                CASE
                    WHEN i.revoked_at IS NULL OR i.revoke_reason IS NULL THEN
                        'issued coupon ' || i.id || ': has only one of its revocation and its reason'
                    WHEN i.used_at IS NOT NULL OR i.order_id IS NOT NULL THEN
                        'issued coupon ' || i.id || ': revoked, and used'
                            || COALESCE(' by order ' || i.order_id, ' at ' || i.used_at)
                    WHEN i.revoked_at >= i.expires_at THEN
                        'issued coupon ' || i.id || ': revoked at ' || i.revoked_at || ', expired at ' || i.expires_at
                END AS violation
            FROM issued_coupon i
            WHERE i.id > :after AND i.id <= :to AND (i.revoked_at IS NOT NULL OR i.revoke_reason IS NOT NULL)
            """);
    }
}
