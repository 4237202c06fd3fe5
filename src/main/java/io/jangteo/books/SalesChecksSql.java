package io.jangteo.books;

import java.util.Map;

/** The stored statistics against the orders they were made from. */
final class SalesChecksSql {
    private static final HeadsSql DAYS_WITH_ORDERS =
            new HeadsSql(KeysSql.ofDays("sales_day", "day"), "shop_order", "sales_day", "id", "point_entry");

    private SalesChecksSql() {}

    /**
     * Stored and counted units stand side by side, so a row that only one of them has is seen too. An order was paid or
     * refunded after the bound if the point entry of the same commit came after it; a piece that is a whole day has no
     * bound, and need not look for them. What is stored is read with the first part of a day. CROSS JOIN goes from the
     * day to its orders, where SQLite would pass over all orders of the day in each part.
     */
    static Check dailySalesAreTheRecountOfTheOrders() {
        Map<String, Facts.Merge> merges = Map.of("stored", Facts.Merge.SUM, "counted", Facts.Merge.SUM);
        SumsSql sums = new SumsSql(DAYS_WITH_ORDERS, merges, """
            SELECT day || ', product ' || product_id AS id, SUM(stored) AS stored, SUM(counted) AS counted
            FROM (
                SELECT day, product_id, units AS stored, 0 AS counted
                FROM daily_sales
                WHERE day > :after AND day <= :to AND :from = -9223372036854775807 - 1
                UNION ALL
                SELECT s.day, l.product_id, 0, l.quantity
                FROM sales_day s
                CROSS JOIN shop_order o ON o.sales_day = s.day AND o.id > :from AND o.id <= :until
                JOIN order_line l ON l.order_id = o.id
                WHERE s.day > :after AND s.day <= :to AND (o.status = 'PAID' OR (o.status = 'REFUNDED' AND EXISTS (
                        SELECT 1
                        FROM point_entry e
                        WHERE e.reference = 'order:' || o.id AND e.kind IN ('SPEND', 'REFUND') AND e.kind = 'REFUND'
                            AND e.id > :bound)))
                    AND (:bound = 9223372036854775807 OR NOT EXISTS (
                        SELECT 1
                        FROM point_entry e
                        WHERE e.reference = 'order:' || o.id AND e.kind IN ('SPEND', 'REFUND') AND e.kind = 'SPEND'
                            AND e.id > :bound))) AS units
            GROUP BY day, product_id
            ORDER BY day, product_id
            """);
        return new SumCheck("daily-sales-are-the-recount-of-the-orders", sums, sales -> {
            long stored = sales.number("stored");
            long counted = sales.number("counted");
            return stored == counted
                    ? null
                    : sales.id() + ": " + stored + " units stored, " + counted + " in paid orders";
        });
    }
}
