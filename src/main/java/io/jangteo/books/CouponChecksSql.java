package io.jangteo.books;

import java.util.Map;

/** Checks the first-come, first-served issue of coupons. */
final class CouponChecksSql {
    private static final KeysSql COUPONS = KeysSql.ofIds("coupon", "id");
    private static final KeysSql ISSUED_COUPONS = KeysSql.ofIds("issued_coupon", "id");
    /** Keeps all duplicates of a rank in one part. */
    private static final HeadsSql COUPONS_WITH_RANKS =
            new HeadsSql(COUPONS, "issued_coupon", "coupon_id", "rank", "issued_coupon");
    /** Keeps all duplicates of a user in one part. */
    private static final HeadsSql COUPONS_WITH_USERS =
            new HeadsSql(COUPONS, "issued_coupon", "coupon_id", "user_id", "issued_coupon");

    private CouponChecksSql() {}

    static Check couponCountsItsIssuedOnes() {
        return new SumCheck("coupon-counts-its-issued-ones", copies("issued"), coupon -> {
            long issued = coupon.number("issued");
            long copies = coupon.number("copies");
            return issued == copies
                    ? null
                    : "coupon " + coupon.id() + ": says " + issued + " issued, there are " + copies;
        });
    }

    static Check couponIsIssuedWithinItsQuantity() {
        return new SumCheck("coupon-is-issued-within-its-quantity", copies("quantity"), coupon -> {
            long quantity = coupon.number("quantity");
            long copies = coupon.number("copies");
            return copies <= quantity
                    ? null
                    : "coupon " + coupon.id() + ": " + copies + " issued of a quantity of " + quantity;
        });
    }

    /** Relies on N distinct integers from 1 to N being 1, 2, … N. */
    static Check couponRanksHaveNoGap() {
        Map<String, Facts.Merge> merges =
                Map.of("copies", Facts.Merge.SUM, "ranks", Facts.Merge.SUM, "last_rank", Facts.Merge.LAST);
        SumsSql sums = new SumsSql(COUPONS_WITH_RANKS, merges, """
            SELECT c.id, COUNT(i.coupon_id) AS copies, COUNT(DISTINCT i.rank) AS ranks,
                COALESCE(MIN(i.rank), 1) AS first_rank, MAX(i.rank) AS last_rank
            FROM coupon c
            LEFT JOIN issued_coupon i
                ON i.coupon_id = c.id AND i.rank > :from AND i.rank <= :until AND i.id <= :bound
            WHERE c.id > :after AND c.id <= :to
            GROUP BY c.id
            ORDER BY c.id
            """);
        return new SumCheck("coupon-ranks-have-no-gap", sums, coupon -> {
            long copies = coupon.number("copies");
            long ranks = coupon.number("ranks");
            boolean isWhole = copies == 0
                    || (ranks == copies && coupon.number("first_rank") == 1 && coupon.number("last_rank") == copies);
            return isWhole
                    ? null
                    : "coupon " + coupon.id() + ": " + copies + " issued hold " + ranks + " ranks from "
                            + coupon.value("first_rank") + " to " + coupon.value("last_rank");
        });
    }

    static Check couponIsIssuedOnceToAUser() {
        Map<String, Facts.Merge> merges = Map.of("copies", Facts.Merge.SUM, "users", Facts.Merge.SUM);
        SumsSql sums = new SumsSql(COUPONS_WITH_USERS, merges, """
            SELECT c.id, COUNT(i.coupon_id) AS copies, COUNT(DISTINCT i.user_id) AS users
            FROM coupon c
            LEFT JOIN issued_coupon i
                ON i.coupon_id = c.id AND i.user_id > :from AND i.user_id <= :until AND i.id <= :bound
            WHERE c.id > :after AND c.id <= :to
            GROUP BY c.id
            ORDER BY c.id
            """);
        return new SumCheck("coupon-is-issued-once-to-a-user", sums, coupon -> {
            long copies = coupon.number("copies");
            long users = coupon.number("users");
            return users == copies ? null : "coupon " + coupon.id() + ": " + copies + " issued to " + users + " users";
        });
    }

    /** Relies on a coupon's validity never changing, and on its days having 24 hours. */
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

    private static SumsSql copies(String column) {
        return new SumsSql(COUPONS_WITH_RANKS, Map.of("copies", Facts.Merge.SUM), """
            SELECT c.id, c.%s, (
                SELECT COUNT(*)
                FROM issued_coupon i
                WHERE i.coupon_id = c.id AND i.rank > :from AND i.rank <= :until AND i.id <= :bound) AS copies
            FROM coupon c
            WHERE c.id > :after AND c.id <= :to
            ORDER BY c.id
            """.formatted(column));
    }
}
