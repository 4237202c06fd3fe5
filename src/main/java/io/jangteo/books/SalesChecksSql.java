package io.jangteo.books;

import org.jdbi.v3.core.Handle;

/** The stored statistics against the orders they were made from. */
final class SalesChecksSql {
    private SalesChecksSql() {}

    /** Stored and counted units stand side by side, so a row that only one of them has is seen too. */
    static BooksCheck dailySalesAreTheRecountOfTheOrders(Handle handle) {
        return CheckSql.run(handle, "daily-sales-are-the-recount-of-the-orders", """
            SELECT product_id AS id,
                CASE WHEN SUM(stored) <> SUM(counted) THEN
                    day || ', product ' || product_id || ': ' || SUM(stored) || ' units stored, '
                        || SUM(counted) || ' in paid orders'
                END AS violation
            FROM (
                SELECT day, product_id, units AS stored, 0 AS counted
                FROM daily_sales
                UNION ALL
                SELECT s.day, l.product_id, 0, l.quantity
                FROM sales_day s
                JOIN shop_order o ON o.sales_day = s.day
                JOIN order_line l ON l.order_id = o.id
                WHERE o.status = 'PAID') AS units
            GROUP BY day, product_id
            """);
    }
}
