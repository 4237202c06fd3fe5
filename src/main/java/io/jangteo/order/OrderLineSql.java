package io.jangteo.order;

import java.util.List;
import org.jdbi.v3.core.Handle;

final class OrderLineSql {
    private OrderLineSql() {}

    static void insert(Handle handle, long orderId, int position, OrderLine line) {
        handle.createUpdate("""
                        INSERT INTO order_line (order_id, line, product_id, name, unit_price, quantity, amount)
                        VALUES (:orderId, :line, :productId, :name, :unitPrice, :quantity, :amount)
                        """)
                .bind("orderId", orderId)
                .bind("line", position)
                .bind("productId", line.productId())
                .bind("name", line.name())
                .bind("unitPrice", line.unitPrice())
                .bind("quantity", line.quantity())
                .bind("amount", line.amount())
                .execute();
    }

    static List<OrderLine> list(Handle handle, long orderId) {
        return handle.createQuery("""
                        SELECT product_id, name, unit_price, quantity, amount FROM order_line
                        WHERE order_id = :orderId ORDER BY line
                        """)
                .bind("orderId", orderId)
                .map((row, context) -> new OrderLine(
                        row.getLong("product_id"),
                        row.getString("name"),
                        row.getLong("unit_price"),
                        row.getLong("quantity"),
                        row.getLong("amount")))
                .list();
    }
}
