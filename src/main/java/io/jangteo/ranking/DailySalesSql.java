package io.jangteo.ranking;

import io.jangteo.database.Engine;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The statements of the daily sales. */
final class DailySalesSql {
    /** Distinguishes these locks from others that are named by a pair of numbers. */
    private static final int LOCK_KIND = 0x73616c65;

    private DailySalesSql() {}

    /** Waits until no other transaction counts the day, and lets none begin to before this one ends. */
    static void lockAgainstCount(Handle handle, LocalDate day) {
        lock(handle, "SELECT pg_advisory_xact_lock_shared(CAST(:kind AS INTEGER), CAST(:day AS INTEGER))", day);
    }

    /** Waits until no other transaction counts the day or changes it, and lets none begin to before this one ends. */
    static void lockAgainstAll(Handle handle, LocalDate day) {
        lock(handle, "SELECT pg_advisory_xact_lock(CAST(:kind AS INTEGER), CAST(:day AS INTEGER))", day);
    }

    /** Locks nothing on SQLite, whose one writer works alone. */
    private static void lock(Handle handle, String statement, LocalDate day) {
        if (Engine.of(handle) == Engine.POSTGRES) {
            Sql.of(handle, statement, "kind", LOCK_KIND, "day", day.toEpochDay())
                    .one(row -> true);
        }
    }

    static Optional<Instant> computedAt(Handle handle, LocalDate day) {
        return Sql.of(handle, "SELECT computed_at FROM sales_day WHERE day = :day", "day", day)
                .findOne(row -> Sql.instant(row, "computed_at"));
    }

    /** Returns the stamps of the computed days from the first to the last date. */
    static List<StampedDay> stamps(Handle handle, LocalDate first, LocalDate last) {
        return Sql.of(handle, "SELECT day, stamp FROM sales_day WHERE day >= :first AND day <= :last")
                .with("first", first, "last", last)
                .list(row -> new StampedDay(Sql.day(row, "day"), row.getLong("stamp")));
    }

    static Map<Long, Long> units(Handle handle, LocalDate day) {
        return Sql.of(handle, "SELECT product_id, units FROM daily_sales WHERE day = :day AND units > 0", "day", day)
                .list(row -> Map.entry(row.getLong(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static void mark(Handle handle, LocalDate day, Instant at, long stamp) {
        Sql.of(handle, """
                        INSERT INTO sales_day (day, computed_at, stamp) VALUES (:day, :at, :stamp)
                        ON CONFLICT (day) DO UPDATE SET computed_at = excluded.computed_at, stamp = excluded.stamp
                        """, "day", day, "at", at, "stamp", stamp).update();
    }

    /** Returns false, and changes nothing, if the day is not computed. */
    static boolean stamp(Handle handle, LocalDate day, long stamp) {
        return Sql.of(handle, "UPDATE sales_day SET stamp = :stamp WHERE day = :day", "day", day, "stamp", stamp)
                        .update()
                > 0;
    }

    static void clear(Handle handle, LocalDate day) {
        Sql.of(handle, "DELETE FROM daily_sales WHERE day = :day", "day", day).update();
    }

    static void countOrders(Handle handle, LocalDate day) {
        Sql.of(handle, """
                        INSERT INTO daily_sales (day, product_id, units)
                        SELECT o.sales_day, l.product_id, SUM(l.quantity)
                        FROM shop_order o JOIN order_line l ON l.order_id = o.id
                        WHERE o.sales_day = :day AND o.status = 'PAID'
                        GROUP BY o.sales_day, l.product_id
                        """, "day", day).update();
    }

    static void add(Handle handle, LocalDate day, long productId, long units) {
        Sql.of(handle, """
                        INSERT INTO daily_sales (day, product_id, units) VALUES (:day, :product, :units)
                        ON CONFLICT (day, product_id) DO UPDATE SET units = daily_sales.units + excluded.units
                        """, "day", day, "product", productId, "units", units).update();
    }

    /** Returns false if fewer units are stored. */
    static boolean take(Handle handle, LocalDate day, long productId, long units) {
        return Sql.of(handle, """
                                UPDATE daily_sales SET units = units - :units
                                WHERE day = :day AND product_id = :product AND units >= :units
                                """, "day", day, "product", productId, "units", units)
                        .update()
                > 0;
    }

    static void removeIfNone(Handle handle, LocalDate day, long productId) {
        Sql.of(handle, "DELETE FROM daily_sales WHERE day = :day AND product_id = :product AND units = 0")
                .with("day", day, "product", productId)
                .update();
    }

    /** Returns days before the given one that have orders but no marker, oldest first. */
    static List<LocalDate> unmarkedDays(Handle handle, LocalDate before, int limit) {
        // Steps through the index from day to day: SELECT DISTINCT would scan every order ever paid.
        return Sql.of(handle, """
                        WITH RECURSIVE sold (day) AS (
                            SELECT MIN(sales_day) FROM shop_order WHERE sales_day < :before
                            UNION ALL
                            SELECT (SELECT MIN(o.sales_day) FROM shop_order o
                                    WHERE o.sales_day > sold.day AND o.sales_day < :before)
                            FROM sold WHERE sold.day IS NOT NULL)
                        SELECT sold.day FROM sold
                        WHERE sold.day IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sales_day m WHERE m.day = sold.day)
                        ORDER BY sold.day LIMIT :limit
                        """, "before", before, "limit", limit).list(row -> Sql.day(row, "day"));
    }
}
