package io.jangteo.books;

/** Checks balances against their entries. */
final class PointChecksSql {
    private static final KeysSql USERS = KeysSql.ofIds("shop_user", "id");
    private static final KeysSql ENTRIES = KeysSql.ofIds("point_entry", "id");

    private PointChecksSql() {}

    static Check balanceIsTheSumOfItsEntries() {
        return LedgerSql.sums("balance-is-the-sum-of-its-entries", Ledger.BALANCES);
    }

    static Check balanceIsWhatTheLastEntryLeft() {
        return new CheckSql("balance-is-what-the-last-entry-left", USERS, """
            SELECT id,
                CASE WHEN point <> left_by_last THEN
                    'user ' || id || ': balance ' || point || ', the last entry left ' || left_by_last
                END AS violation
            FROM (
                SELECT u.id, u.point, COALESCE((
                    SELECT e.balance_after
                    FROM point_entry e
                    WHERE e.user_id = u.id
                    ORDER BY e.id DESC
                    LIMIT 1), 0) AS left_by_last
                FROM shop_user u
                WHERE u.id > :after AND u.id <= :to) AS last_entry
            """);
    }

    static Check entryGoesOnFromTheOneBefore() {
        return LedgerSql.chain("entry-goes-on-from-the-one-before", Ledger.BALANCES);
    }

    static Check chargeReferenceIsUnique() {
        return new CheckSql("charge-reference-is-unique", ENTRIES, """
            SELECT e.id,
                CASE WHEN EXISTS (
                        SELECT 1
                        FROM point_entry other
                        WHERE other.kind = 'CHARGE' AND other.reference = e.reference AND other.id < e.id) THEN
                    'entry ' || e.id || ' of user ' || e.user_id || ': its reference ' || e.reference
                        || ' is that of an earlier charge'
                END AS violation
            FROM point_entry e
            WHERE e.id > :after AND e.id <= :to AND e.kind = 'CHARGE' AND e.reference IS NOT NULL
            """);
    }

    static Check balanceIsWithinItsLimits() {
        return new CheckSql("balance-is-within-its-limits", USERS, """
            SELECT id,
                CASE WHEN point NOT BETWEEN 0 AND point_max THEN
                    'user ' || id || ': balance ' || point || ' is not within 0 and ' || point_max
                END AS violation
            FROM shop_user
            WHERE id > :after AND id <= :to
            """);
    }

    /**
     * Every row holds the limit. It differs only for users who hold more, through a refund or since the limit was
     * lowered: there it is their balance. So the shop's limit is that of the first user whose balance is below their
     * limit; if the first thousand users all hold exactly their limit, it cannot be determined.
     */
    static Check balanceLimitIsTheShops() {
        return new CheckSql("balance-limit-is-the-shops", USERS, """
            SELECT u.id,
                CASE WHEN u.point <= u.point_max
                        AND u.point_max <> CASE WHEN u.point > shop.point_max THEN u.point ELSE shop.point_max END THEN
                    'user ' || u.id || ': holds ' || u.point || ' and may hold ' || u.point_max
                        || ', others may hold ' || shop.point_max
                END AS violation
            FROM shop_user u
            LEFT JOIN (
                SELECT f.point_max
                FROM (
                    SELECT id, point, point_max
                    FROM shop_user
                    ORDER BY id
                    LIMIT 1000) AS f
                WHERE f.point < f.point_max
                ORDER BY f.id
                LIMIT 1) AS shop ON 1 = 1
            WHERE u.id > :after AND u.id <= :to
            """);
    }
}
