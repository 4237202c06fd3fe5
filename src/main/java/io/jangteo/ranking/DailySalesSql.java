package io.jangteo.ranking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements of the daily sales. */
final class DailySalesSql {
    private DailySalesSql() {}

    static Optional<Instant> computedAt(Handle handle, LocalDate day) {
        return handle.createQuery("SELECT computed_at FROM sales_day WHERE day = :day")
                .bind("day", day.toString())
                .map((row, context) -> Instant.ofEpochMilli(row.getLong(1)))
                .findOne();
    }

    static Map<Long, Long> units(Handle handle, LocalDate day) {
        return handle.createQuery("SELECT product_id, units FROM daily_sales WHERE day = :day AND units > 0")
                .bind("day", day.toString())
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    static void mark(Handle handle, LocalDate day, Instant at) {
        handle.createUpdate("""
                        INSERT INTO sales_day (day, computed_at) VALUES (:day, :at)
                        ON CONFLICT (day) DO UPDATE SET computed_at = excluded.computed_at
                        """)
                .bind("day", day.toString())
                .bind("at", at.toEpochMilli())
                .execute();
    }

    static void clear(Handle handle, LocalDate day) {
        handle.createUpdate("DELETE FROM daily_sales WHERE day = :day")
                .bind("day", day.toString())
                .execute();
    }

    static void countOrders(Handle handle, LocalDate day) {
        handle.createUpdate("""
                        INSERT INTO daily_sales (day, product_id, units)
                        SELECT o.sales_day, l.product_id, SUM(l.quantity)
                        FROM shop_order o JOIN order_line l ON l.order_id = o.id
                        WHERE o.sales_day = :day AND o.status = 'PAID'
                        GROUP BY o.sales_day, l.product_id
                        """).bind("day", day.toString()).execute();
    }

    static void add(Handle handle, LocalDate day, long productId, long units) {
        handle.createUpdate("""
                        INSERT INTO daily_sales (day, product_id, units) VALUES (:day, :product, :units)
                        ON CONFLICT (day, product_id) DO UPDATE SET units = daily_sales.units + excluded.units
                        """)
                .bind("day", day.toString())
                .bind("product", productId)
                .bind("units", units)
                .execute();
    }

    /** False if so many units were not there to be taken. */
    static boolean take(Handle handle, LocalDate day, long productId, long units) {
        return handle.createUpdate("""
                                UPDATE daily_sales SET units = units - :units
                                WHERE day = :day AND product_id = :product AND units >= :units
                                """)
                        .bind("day", day.toString())
                        .bind("product", productId)
                        .bind("units", units)
                        .execute()
                > 0;
    }

    static void removeIfNone(Handle handle, LocalDate day, long productId) {
        handle.createUpdate("DELETE FROM daily_sales WHERE day = :day AND product_id = :product AND units = 0")
                .bind("day", day.toString())
                .bind("product", productId)
                .execute();
    }

    /** Days before the given one that have orders but no marker, oldest first. */
    static List<LocalDate> unmarkedDays(Handle handle, LocalDate before, int limit) {
        // Steps through the index from day to day: SELECT DISTINCT would walk over every order ever paid.
        return handle.createQuery("""
                        WITH RECURSIVE sold (day) AS (
                            SELECT MIN(sales_day) FROM shop_order WHERE sales_day < :before
                            UNION ALL
                            SELECT (SELECT MIN(o.sales_day) FROM shop_order o
                                    WHERE o.sales_day > sold.day AND o.sales_day < :before)
                            FROM sold WHERE sold.day IS NOT NULL)
                        SELECT sold.day FROM sold
                        WHERE sold.day IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sales_day m WHERE m.day = sold.day)
                        ORDER BY sold.day LIMIT :limit
                        """)
                .bind("before", before.toString())
                .bind("limit", limit)
                .map((row, context) -> LocalDate.parse(row.getString(1)))
                .list();
    }
}
