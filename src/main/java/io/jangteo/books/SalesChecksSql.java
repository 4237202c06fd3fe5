package io.jangteo.books;

/** The stored statistics against the orders they were made from. */
final class SalesChecksSql {
    private static final Keys DAYS = Keys.ofDays("sales_day", "day");

    private SalesChecksSql() {}

    /** Stored and counted units stand side by side, so a row that only one of them has is seen too. */
    static Check dailySalesAreTheRecountOfTheOrders() {
        return new CheckSql("daily-sales-are-the-recount-of-the-orders", DAYS, """
            SELECT product_id AS id,
                CASE WHEN SUM(stored) <> SUM(counted) THEN
                    day || ', product ' || product_id || ': ' || SUM(stored) || ' units stored, '
                        || SUM(counted) || ' in paid orders'
                END AS violation
            FROM (
                SELECT day, product_id, units AS stored, 0 AS counted
                FROM daily_sales
                WHERE day > :after AND day <= :to
                UNION ALL
                SELECT s.day, l.product_id, 0, l.quantity
                FROM sales_day s
                JOIN shop_order o ON o.sales_day = s.day
                JOIN order_line l ON l.order_id = o.id
                WHERE s.day > :after AND s.day <= :to AND o.status = 'PAID') AS units
            GROUP BY day, product_id
            """);
    }
}
