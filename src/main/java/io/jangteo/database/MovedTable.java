package io.jangteo.database;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that a move copies.
 *
 * @param key the columns of its primary key, by which its rows are in the same order on both engines
 */
record MovedTable(String name, List<String> key) {

    /** All tables but {@code setting} and {@code schema_migration}; a table comes after those that it refers to. */
    static final List<MovedTable> ALL = List.of(
            of("shop_user", "id"),
            of("point_entry", "id"),
            of("product", "id"),
            of("stock_movement", "id"),
            of("coupon", "id"),
            of("coupon_change", "id"),
            of("issued_coupon", "id"),
            of("shop_order", "id"),
            of("order_line", "order_id", "line"),
            of("delivery", "id"),
            of("delivery_attempt", "delivery_id", "number"),
            of("sales_day", "day"),
            of("daily_sales", "day", "product_id"),
            of("idempotency_key", "caller", "key"),
            of("named_key", "name"),
            of("audit_entry", "id"));

    /** Whether the database gives its rows their ids. */
    boolean hasIds() {
        return key.equals(List.of("id"));
    }

    /** Returns the names as they stand in a statement. */
    static String list(List<String> columns) {
        return columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
    }

    private static MovedTable of(String name, String... key) {
        return new MovedTable(name, Stream.of(key).toList());
    }
}
