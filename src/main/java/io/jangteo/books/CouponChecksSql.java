package io.jangteo.books;

/** First come, first served: who was issued what. */
final class CouponChecksSql {
    private static final Keys COUPONS = Keys.ofHeads("coupon");
    private static final Keys ISSUED_COUPONS = Keys.ofRows("issued_coupon", "id");

    private CouponChecksSql() {}

    static Check couponCountsItsIssuedOnes() {
        return new CheckSql("coupon-counts-its-issued-ones", COUPONS, """
            SELECT id,
                CASE WHEN issued <> copies THEN
                    'coupon ' || id || ': says ' || issued || ' issued, there are ' || copies
                END AS violation
            FROM (
                SELECT c.id, c.issued, (
                    SELECT COUNT(*)
                    FROM issued_coupon i
                    WHERE i.coupon_id = c.id) AS copies
                FROM coupon c
                WHERE c.id > :after AND c.id <= :to) AS counted
            """);
    }

    static Check couponIsIssuedWithinItsQuantity() {
        return new CheckSql("coupon-is-issued-within-its-quantity", COUPONS, """
            SELECT id,
                CASE WHEN copies > quantity THEN
                    'coupon ' || id || ': ' || copies || ' issued of a quantity of ' || quantity
                END AS violation
            FROM (
                SELECT c.id, c.quantity, (
                    SELECT COUNT(*)
                    FROM issued_coupon i
                    WHERE i.coupon_id = c.id) AS copies
                FROM coupon c
                WHERE c.id > :after AND c.id <= :to) AS counted
            """);
    }

    /** N different whole numbers from 1 to N are 1, 2, … N. */
    static Check couponRanksHaveNoGap() {
        return new CheckSql("coupon-ranks-have-no-gap", COUPONS, """
            SELECT id,
                CASE WHEN ranks <> copies OR first_rank <> 1 OR last_rank <> copies THEN
                    'coupon ' || id || ': ' || copies || ' issued hold ' || ranks || ' ranks from '
                        || first_rank || ' to ' || last_rank
                END AS violation
            FROM (
                SELECT c.id, COUNT(i.coupon_id) AS copies, COUNT(DISTINCT i.rank) AS ranks,
                    MIN(i.rank) AS first_rank, MAX(i.rank) AS last_rank
                FROM coupon c
                LEFT JOIN issued_coupon i ON i.coupon_id = c.id
                WHERE c.id > :after AND c.id <= :to
                GROUP BY c.id) AS counted
            """);
    }

    static Check couponIsIssuedOnceToAUser() {
        return new CheckSql("coupon-is-issued-once-to-a-user", COUPONS, """
            SELECT id,
                CASE WHEN users <> copies THEN
                    'coupon ' || id || ': ' || copies || ' issued to ' || users || ' users'
                END AS violation
            FROM (
                SELECT c.id, COUNT(i.coupon_id) AS copies, COUNT(DISTINCT i.user_id) AS users
                FROM coupon c
                LEFT JOIN issued_coupon i ON i.coupon_id = c.id
                WHERE c.id > :after AND c.id <= :to
                GROUP BY c.id) AS counted
            """);
    }

    /** A coupon's validity never changes, and a day of it has 24 hours. */
    static Check issuedCouponIsValidForItsDays() {
        return new CheckSql("issued-coupon-is-valid-for-its-days", ISSUED_COUPONS, """
            SELECT i.id,
                CASE WHEN c.id IS NULL OR i.expires_at <> i.issued_at + c.valid_days * 86400000 THEN
                    'issued coupon ' || i.id || ': from ' || i.issued_at || ' to ' || i.expires_at
                        || COALESCE(', its coupon is valid for ' || c.valid_days || ' days',
                            ', its coupon does not exist')
                END AS violation
            FROM issued_coupon i
            LEFT JOIN coupon c ON c.id = i.coupon_id
            WHERE i.id > :after AND i.id <= :to
            """);
    }
}
