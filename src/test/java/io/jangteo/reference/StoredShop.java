package io.jangteo.reference;

import io.jangteo.database.Engine;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What stands in the database, as text: a line for each row.
 *
 * @param sections the lines of each table
 * @param computedDays the days whose sales are stored
 * @param pending how many messages are not delivered yet
 */
record StoredShop(Map<String, String> sections, List<LocalDate> computedDays, long pending) {
    private static final String SQL = """
            SELECT
              (SELECT group_concat(id || ' ' || point, char(10) ORDER BY id) FROM shop_user) AS users,
              (SELECT group_concat(user_id || ' ' || kind || ' ' || amount || ' ' || balance_after || ' '
                  || coalesce(reference, '-'), char(10) ORDER BY user_id, id) FROM point_entry) AS entries,
              (SELECT group_concat(id || ' ' || name || ' ' || price || ' ' || stock
                  || CASE on_sale WHEN 1 THEN '' ELSE ' off sale' END, char(10) ORDER BY id)
                  FROM product) AS products,
              (SELECT group_concat(product_id || ' ' || kind || ' ' || delta || ' ' || stock_after || ' '
                  || reference, char(10) ORDER BY product_id, id) FROM stock_movement) AS movements,
              (SELECT group_concat(id || ' ' || issued || ' of ' || quantity
                  || CASE WHEN closed_at IS NULL THEN '' ELSE ' closed' END, char(10) ORDER BY id)
                  FROM coupon) AS coupons,
              (SELECT group_concat(id || ' ' || coupon_id || ' ' || user_id || ' ' || rank || ' ' || issued_at
                  || ' ' || expires_at || ' ' || coalesce(order_id || '', '-')
                  || CASE WHEN revoked_at IS NULL THEN '' ELSE ' revoked' END, char(10) ORDER BY id)
                  FROM issued_coupon) AS copies,
              (SELECT group_concat(id || ' ' || user_id || ' ' || status || ' ' || items_amount || ' '
                  || discount_amount || ' ' || total_amount || ' ' || coalesce(issued_coupon_id || '', '-') || ' '
                  || created_at || ' ' || expires_at || ' ' || coalesce(paid_at || '', '-') || ' '
                  || coalesce(sales_day, '-'), char(10) ORDER BY id) FROM shop_order) AS orders,
              (SELECT group_concat(order_id || ' ' || product_id || ' ' || name || ' ' || unit_price || ' '
                  || quantity || ' ' || amount, char(10) ORDER BY order_id, line) FROM order_line) AS lines,
              (SELECT group_concat(order_id || ' ' || type || CASE status WHEN 'DEAD' THEN ' DEAD' ELSE '' END, char(10) ORDER BY id)
                  FROM delivery) AS messages,
              (SELECT group_concat(day || ' ' || product_id || ' ' || units, char(10) ORDER BY day, product_id)
                  FROM daily_sales) AS sales,
              (SELECT group_concat(day, ' ' ORDER BY day) FROM sales_day) AS days,
              (SELECT count(*) FROM delivery WHERE status = 'PENDING') AS pending
            """;

    static final List<String> TABLES = List.of(
            "users", "entries", "products", "movements", "coupons", "copies", "orders", "lines", "messages", "sales");

    static StoredShop read(Handle handle) {
        String sql = Engine.of(handle) == Engine.POSTGRES
                ? SQL.replace("group_concat", "string_agg").replace("char(10)", "chr(10)")
                : SQL;
        return handle.createQuery(sql)
                .map((row, context) -> {
                    Map<String, String> sections = new LinkedHashMap<>();
                    for (String table : TABLES) {
                        String lines = row.getString(table);
                        sections.put(table, lines == null ? "" : lines);
                    }
                    String days = row.getString("days");
                    List<LocalDate> computed = days == null
                            ? List.of()
                            : Arrays.stream(days.split(" "))
                                    .map(LocalDate::parse)
                                    .toList();
                    return new StoredShop(sections, computed, row.getLong("pending"));
                })
                .one();
    }
}
