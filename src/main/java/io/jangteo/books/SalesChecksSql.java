package io.jangteo.books;

import java.util.Map;

/** Checks the stored statistics against the orders they were made from. */
final class SalesChecksSql {
    private static final HeadsSql DAYS_WITH_ORDERS =
            new HeadsSql(KeysSql.ofDays("sales_day", "day"), "shop_order", "sales_day", "id", "point_entry");

    private SalesChecksSql() {}

    /**
     * Lists stored and counted units side by side, so that a row missing on either side is noticed. An order was paid
     * or refunded after the bound if the point entry of the same commit came after it; a piece that is a whole day has
     * no bound and skips this lookup. Stored units are read with the first part of a day. CROSS JOIN fixes the join
     * order from the day to its orders; otherwise SQLite would scan all orders of the day in each part.
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
                CROSS JOIN shop_order o
                JOIN order_line l ON l.order_id = o.id
                WHERE s.day > :after AND s.day <= :to AND o.sales_day = s.day AND o.id > :from AND o.id <= :until
                    AND (o.status = 'PAID' OR (o.status = 'REFUNDED' AND EXISTS (
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
