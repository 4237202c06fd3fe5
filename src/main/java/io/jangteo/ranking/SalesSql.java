package io.jangteo.ranking;

import io.jangteo.database.Sql;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The sales of a day, counted from its orders, which are found by the index of sales days. */
final class SalesSql {
    private SalesSql() {}

    /** Returns the number of the day's paid orders, and the points paid for them. */
    static PaidOrders paidOrders(Handle handle, LocalDate day) {
        return Sql.of(handle, """
                        SELECT COUNT(*) AS orders, COALESCE(SUM(total_amount), 0) AS amount
                        FROM shop_order WHERE sales_day = :day AND status = 'PAID'
                        """, "day", day).one(row -> new PaidOrders(row.getLong("orders"), row.getLong("amount")));
    }

    /** Returns the units of each product, the most first, then by id. */
    static List<SoldUnits> units(Handle handle, LocalDate day) {
        return Sql.of(handle, """
                        SELECT l.product_id, SUM(l.quantity) AS units
                        FROM shop_order o JOIN order_line l ON l.order_id = o.id
                        WHERE o.sales_day = :day AND o.status = 'PAID'
                        GROUP BY l.product_id
                        ORDER BY units DESC, l.product_id
                        """, "day", day)
                .list(row -> new SoldUnits(row.getLong("product_id"), row.getLong("units")));
    }

    record PaidOrders(long orders, long amount) {}

    record SoldUnits(long productId, long units) {}
}
