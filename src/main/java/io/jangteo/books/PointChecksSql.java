package io.jangteo.books;

import org.jdbi.v3.core.Handle;

/** Balances and the entries that made them. */
final class PointChecksSql {
    private PointChecksSql() {}

    static BooksCheck balanceIsTheSumOfItsEntries(Handle handle) {
        return CheckSql.run(handle, "balance-is-the-sum-of-its-entries", """
            SELECT u.id,
                CASE WHEN u.point <> COALESCE(e.total, 0) THEN
                    'user ' || u.id || ': balance ' || u.point || ', entries add up to ' || COALESCE(e.total, 0)
                END AS violation
            FROM shop_user u
            LEFT JOIN (
                SELECT user_id, SUM(amount) AS total
                FROM point_entry
                GROUP BY user_id) e ON e.user_id = u.id
            """);
    }

    static BooksCheck balanceIsWhatTheLastEntryLeft(Handle handle) {
        return CheckSql.run(handle, "balance-is-what-the-last-entry-left", """
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
                FROM shop_user u) AS last_entry
            """);
    }

    static BooksCheck entryGoesOnFromTheOneBefore(Handle handle) {
        return CheckSql.run(handle, "entry-goes-on-from-the-one-before", """
            SELECT id,
                CASE WHEN balance_after <> balance_before + amount THEN
                    'entry ' || id || ' of user ' || user_id || ': ' || amount || ' upon ' || balance_before
                        || ' left ' || balance_after
                END AS violation
            FROM (
                SELECT id, user_id, amount, balance_after,
                    COALESCE(LAG(balance_after) OVER (PARTITION BY user_id ORDER BY id), 0) AS balance_before
                FROM point_entry) AS chain
            """);
    }

    static BooksCheck balanceIsWithinItsLimits(Handle handle) {
        return CheckSql.run(handle, "balance-is-within-its-limits", """
            SELECT id,
                CASE WHEN point NOT BETWEEN 0 AND point_max THEN
                    'user ' || id || ': balance ' || point || ' is not within 0 and ' || point_max
                END AS violation
            FROM shop_user
            """);
    }
}
