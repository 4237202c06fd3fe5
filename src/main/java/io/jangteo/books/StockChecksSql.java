package io.jangteo.books;

import org.jdbi.v3.core.Handle;

/** Stocks and the movements that made them. */
final class StockChecksSql {
    private StockChecksSql() {}

    static BooksCheck stockIsTheSumOfItsMovements(Handle handle) {
        return CheckSql.run(handle, "stock-is-the-sum-of-its-movements", """
            SELECT p.id,
                CASE WHEN p.stock <> COALESCE(m.total, 0) THEN
                    'product ' || p.id || ': stock ' || p.stock || ', movements add up to ' || COALESCE(m.total, 0)
                END AS violation
            FROM product p
            LEFT JOIN (
                SELECT product_id, SUM(delta) AS total
                FROM stock_movement
                GROUP BY product_id) m ON m.product_id = p.id
            """);
    }

    static BooksCheck stockIsWhatTheLastMovementLeft(Handle handle) {
        return CheckSql.run(handle, "stock-is-what-the-last-movement-left", """
            SELECT id,
                CASE WHEN stock <> left_by_last THEN
                    'product ' || id || ': stock ' || stock || ', the last movement left ' || left_by_last
                END AS violation
            FROM (
                SELECT p.id, p.stock, COALESCE((
                    SELECT m.stock_after
                    FROM stock_movement m
                    WHERE m.product_id = p.id
                    ORDER BY m.id DESC
                    LIMIT 1), 0) AS left_by_last
                FROM product p) AS last_movement
            """);
    }

    static BooksCheck movementGoesOnFromTheOneBefore(Handle handle) {
        return CheckSql.run(handle, "movement-goes-on-from-the-one-before", """
            SELECT id,
                CASE WHEN stock_after <> stock_before + delta THEN
                    'movement ' || id || ' of product ' || product_id || ': ' || delta || ' upon ' || stock_before
                        || ' left ' || stock_after
                END AS violation
            FROM (
                SELECT id, product_id, delta, stock_after,
                    COALESCE(LAG(stock_after) OVER (PARTITION BY product_id ORDER BY id), 0) AS stock_before
                FROM stock_movement) AS chain
            """);
    }

    /** The stock counted a second way: from the orders instead of their movements. */
    static BooksCheck stockIsWhatCameInLessWhatOrdersHold(Handle handle) {
        return CheckSql.run(handle, "stock-is-what-came-in-less-what-orders-hold", """
            SELECT p.id,
                CASE WHEN p.stock <> COALESCE(received.units, 0) - COALESCE(held.units, 0) THEN
                    'product ' || p.id || ': stock ' || p.stock || ', ' || COALESCE(received.units, 0)
                        || ' came in and ' || COALESCE(held.units, 0) || ' lie in pending and paid orders'
                END AS violation
            FROM product p
            LEFT JOIN (
                SELECT product_id, SUM(delta) AS units
                FROM stock_movement
                WHERE kind IN ('INITIAL', 'ADJUST')
                GROUP BY product_id) received ON received.product_id = p.id
            LEFT JOIN (
                SELECT l.product_id, SUM(l.quantity) AS units
                FROM order_line l
                JOIN shop_order o ON o.id = l.order_id
                WHERE o.status IN ('PENDING', 'PAID')
                GROUP BY l.product_id) held ON held.product_id = p.id
            """);
    }
}
