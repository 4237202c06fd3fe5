package io.jangteo.books;

import org.jdbi.v3.core.Handle;

/** First come, first served: who was issued what. */
final class CouponChecksSql {
    private CouponChecksSql() {}

    static BooksCheck couponCountsItsIssuedOnes(Handle handle) {
        return CheckSql.run(handle, "coupon-counts-its-issued-ones", """
            SELECT c.id,
                CASE WHEN c.issued <> COALESCE(i.copies, 0) THEN
                    'coupon ' || c.id || ': says ' || c.issued || ' issued, there are ' || COALESCE(i.copies, 0)
                END AS violation
            FROM coupon c
            LEFT JOIN (
                SELECT coupon_id, COUNT(*) AS copies
                FROM issued_coupon
                GROUP BY coupon_id) i ON i.coupon_id = c.id
            """);
    }

    static BooksCheck couponIsIssuedWithinItsQuantity(Handle handle) {
        return CheckSql.run(handle, "coupon-is-issued-within-its-quantity", """
            SELECT c.id,
                CASE WHEN i.copies > c.quantity THEN
                    'coupon ' || c.id || ': ' || i.copies || ' issued of a quantity of ' || c.quantity
                END AS violation
            FROM coupon c
            LEFT JOIN (
                SELECT coupon_id, COUNT(*) AS copies
                FROM issued_coupon
                GROUP BY coupon_id) i ON i.coupon_id = c.id
            """);
    }

    /** N different whole numbers from 1 to N are 1, 2, … N. */
    static BooksCheck couponRanksHaveNoGap(Handle handle) {
        return CheckSql.run(handle, "coupon-ranks-have-no-gap", """
            SELECT c.id,
                CASE WHEN i.ranks <> i.copies OR i.first_rank <> 1 OR i.last_rank <> i.copies THEN
                    'coupon ' || c.id || ': ' || i.copies || ' issued hold ' || i.ranks || ' ranks from '
                        || i.first_rank || ' to ' || i.last_rank
                END AS violation
            FROM coupon c
            LEFT JOIN (
                SELECT coupon_id, COUNT(*) AS copies, COUNT(DISTINCT rank) AS ranks,
                    MIN(rank) AS first_rank, MAX(rank) AS last_rank
                FROM issued_coupon
                GROUP BY coupon_id) i ON i.coupon_id = c.id
            """);
    }

    static BooksCheck couponIsIssuedOnceToAUser(Handle handle) {
        return CheckSql.run(handle, "coupon-is-issued-once-to-a-user", """
            SELECT c.id,
                CASE WHEN i.users <> i.copies THEN
                    'coupon ' || c.id || ': ' || i.copies || ' issued to ' || i.users || ' users'
                END AS violation
            FROM coupon c
            LEFT JOIN (
                SELECT coupon_id, COUNT(*) AS copies, COUNT(DISTINCT user_id) AS users
                FROM issued_coupon
                GROUP BY coupon_id) i ON i.coupon_id = c.id
            """);
    }
}
