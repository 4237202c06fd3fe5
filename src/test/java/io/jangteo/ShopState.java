package io.jangteo;

import io.jangteo.database.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every row that a refused request must leave unchanged. Omits what recurring work changes, the delivery of messages
 * and the computed days, and the kept replies, to which a refusal may add.
 */
public final class ShopState {
    private static final List<String> TABLES = List.of(
            "SELECT * FROM shop_user ORDER BY id",
            "SELECT * FROM point_entry ORDER BY id",
            "SELECT * FROM product ORDER BY id",
            "SELECT * FROM stock_movement ORDER BY id",
            "SELECT * FROM coupon ORDER BY id",
            "SELECT * FROM coupon_change ORDER BY id",
            "SELECT * FROM issued_coupon ORDER BY id",
            "SELECT * FROM shop_order ORDER BY id",
            "SELECT * FROM order_line ORDER BY order_id, line",
            "SELECT id, message_id, order_id, type, payload FROM delivery ORDER BY id",
            "SELECT * FROM daily_sales ORDER BY day, product_id");

    private ShopState() {}

    /** The statements that read them, for tests that read from outside the shop. */
    public static List<String> statements() {
        return TABLES;
    }

    /** The rows, by the statement that reads them; two of these are equal if, and only if, nothing has changed. */
    public static Map<String, List<Map<String, Object>>> of(Database database) {
        return database.read(handle -> {
            Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
            TABLES.forEach(table ->
                    rows.put(table, handle.createQuery(table).mapToMap().list()));
            return rows;
        });
    }
}
