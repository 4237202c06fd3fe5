package io.jangteo.order;

import io.jangteo.database.Engine;
import io.jangteo.database.Rows;
import io.jangteo.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

final class OrderLineSql {
    private OrderLineSql() {}

    /** Stores the lines of new orders. */
    static void insert(Handle handle, List<Order> orders) {
        List<Place> places = orders.stream().flatMap(OrderLineSql::places).toList();
        if (places.size() > 1 && Engine.of(handle) == Engine.POSTGRES) {
            insertTogether(handle, places);
            return;
        }
        Rows.insert(
                handle,
                "INSERT INTO order_line (order_id, line, product_id, name, unit_price, quantity, amount)",
                places,
                place -> Rows.row(
                        place.orderId,
                        place.position,
                        place.line.productId(),
                        place.line.name(),
                        place.line.unitPrice(),
                        place.line.quantity(),
                        place.line.amount()));
    }

    /** A line's place, from 1 in each order. */
    private record Place(long orderId, int position, OrderLine line) {}

    private static Stream<Place> places(Order order) {
        return IntStream.range(0, order.items().size())
                .mapToObj(i -> new Place(order.id(), i + 1, order.items().get(i)));
    }

    private static void insertTogether(Handle handle, List<Place> places) {
        Sql.of(handle, """
                        INSERT INTO order_line (order_id, line, product_id, name, unit_price, quantity, amount)
                        SELECT * FROM unnest(:orders, :positions, :products, :names, :prices, :quantities, :amounts)
                        """)
                .with("orders", Sql.longs(places, Place::orderId), "positions", Sql.longs(places, Place::position))
                .with("products", Sql.longs(places, place -> place.line.productId()))
                .with("names", Sql.texts(places, place -> place.line.name()))
                .with("prices", Sql.longs(places, place -> place.line.unitPrice()))
                .with("quantities", Sql.longs(places, place -> place.line.quantity()))
                .with("amounts", Sql.longs(places, place -> place.line.amount()))
                .update();
    }

    static List<OrderLine> list(Handle handle, long orderId) {
        return Sql.of(handle, """
                        SELECT product_id, name, unit_price, quantity, amount FROM order_line
                        WHERE order_id = :orderId ORDER BY line
                        """, "orderId", orderId).list(OrderLineSql::line);
    }

    /** Returns the lines of several orders, by order. */
    static Map<Long, List<OrderLine>> list(Handle handle, Collection<Long> orderIds) {
        Map<Long, List<OrderLine>> lines = new HashMap<>();
        Sql.of(handle, """
                        SELECT product_id, name, unit_price, quantity, amount, order_id FROM order_line
                        WHERE order_id = ANY(:orderIds) ORDER BY order_id, line
                        """, "orderIds", Sql.ids(orderIds))
                .list(row -> lines.computeIfAbsent(row.getLong(6), id -> new ArrayList<>())
                        .add(line(row)));
        return lines;
    }

    private static OrderLine line(ResultSet row) throws SQLException {
        return new OrderLine(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
}
