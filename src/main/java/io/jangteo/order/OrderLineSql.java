package io.jangteo.order;

import io.jangteo.database.Sql;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class OrderLineSql {
    private OrderLineSql() {}

    static void insert(Handle handle, long orderId, int position, OrderLine line) {
        Sql.of(handle, """
                        INSERT INTO order_line (order_id, line, product_id, name, unit_price, quantity, amount)
                        VALUES (:orderId, :line, :productId, :name, :unitPrice, :quantity, :amount)
                        """, "orderId", orderId, "line", position, "productId", line.productId(), "name", line.name())
                .with("unitPrice", line.unitPrice(), "quantity", line.quantity(), "amount", line.amount())
                .update();
    }

    static List<OrderLine> list(Handle handle, long orderId) {
        return Sql.of(handle, """
                        SELECT product_id, name, unit_price, quantity, amount FROM order_line
                        WHERE order_id = :orderId ORDER BY line
                        """, "orderId", orderId)
                .list(row -> new OrderLine(
                        row.getLong("product_id"),
                        row.getString("name"),
                        row.getLong("unit_price"),
                        row.getLong("quantity"),
                        row.getLong("amount")));
    }
}
