package io.jangteo.books;

import io.jangteo.database.DatabaseId;
import io.jangteo.database.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Computes each stock a second way: from the orders instead of their movements. A product's movements only show which
 * orders to read; another check verifies these references.
 *
 * <p>The movements are read in the order of their ids, in which their orders lie too: by product, nearly each would be
 * a page of its own. All pieces together describe the snapshot of the first one, in which the newest movement is the
 * bound: an order closed after it counts as open, since its return movement is from the same commit, and a stock is taken back
 * by the movements after it.
 */
final class HeldStockSql implements Check {
    private static final KeysSql MOVEMENTS = KeysSql.ofIds("stock_movement", "id");
    private static final String TOTALS = """
            SELECT +m.product_id AS product,
                COALESCE(SUM(CASE WHEN m.kind IN ('INITIAL', 'ADJUST') THEN m.delta END), 0) AS received,
                COALESCE(SUM(CASE WHEN m.kind = 'ORDER' THEN (
                    SELECT l.quantity
                    FROM shop_order o
                    JOIN order_line l ON l.order_id = o.id AND l.product_id = m.product_id
                    WHERE o.id = {orderId}
                        AND (o.status IN ('PENDING', 'PAID') OR EXISTS (
                            SELECT 1
                            FROM stock_movement back
                            WHERE back.reference = m.reference AND back.product_id = m.product_id
                                AND back.kind IN ('CANCEL', 'EXPIRE', 'REFUND') AND back.id > :bound))) END), 0) AS held
            FROM stock_movement m
            WHERE m.id > :after AND m.id <= :until
            GROUP BY 1
            """.replace("{orderId}", ReferenceSql.orderId("m.reference"));

    private static final String STOCKS = """
            SELECT p.id, p.stock - COALESCE((
                SELECT SUM(m.delta)
                FROM stock_movement m
                WHERE m.product_id = p.id AND m.id > :bound), 0) AS stock
            FROM product p
            WHERE p.id > :after
            ORDER BY p.id
            LIMIT :rows
            """;

    @Override
    public String name() {
        return "stock-is-what-came-in-less-what-orders-hold";
    }

    @Override
    public Piece look(Handle handle, @Nullable Object place, int rows) {
        String databaseId = DatabaseId.of(handle);
        Place from = place == null ? first(handle, databaseId, 0) : (Place) place;
        if (!from.databaseId.equals(databaseId)) {
            // Another shop has replaced this one since: its movements say nothing about the products that are left.
            from = first(handle, databaseId, from.product);
        }
        return from.movement < from.bound
                ? new Piece(0, List.of(), total(handle, from, rows))
                : compare(handle, from, rows);
    }

    private static Place first(Handle handle, String databaseId, long product) {
        long newest = Sql.of(handle, "SELECT COALESCE(MAX(id), 0) FROM stock_movement")
                .one(row -> row.getLong(1));
        return new Place(newest, databaseId, 0, product, Map.of());
    }

    private static Place total(Handle handle, Place from, int rows) {
        long until = MOVEMENTS.idAfter(handle, from.movement, rows, from.bound);
        // A piece may be read again: the totals that it began with stay as they are.
        Map<Long, Total> totals = new HashMap<>(from.totals);
        Sql.of(handle, TOTALS, "after", from.movement, "until", until, "bound", from.bound)
                .list(row -> totals.merge(
                        row.getLong(1), new Total(row.getLong("received"), row.getLong("held")), Total::plus));
        return new Place(from.bound, from.databaseId, until, from.product, totals);
    }

    private static Piece compare(Handle handle, Place from, int rows) {
        List<String> violations = new ArrayList<>();
        List<Long> products = Sql.of(handle, STOCKS, "after", from.product, "bound", from.bound, "rows", rows)
                .list(row -> {
                    long product = row.getLong("id");
                    long stock = row.getLong("stock");
                    Total total = from.totals.getOrDefault(product, Total.NOTHING);
                    if (stock != total.received - total.held && violations.size() < CheckSql.VIOLATIONS_MAX) {
                        violations.add("product " + product + ": stock " + stock + ", " + total.received
                                + " came in and " + total.held + " lie in pending and paid orders");
                    }
                    return product;
                });
        Place next = products.size() < rows
                ? null
                : new Place(from.bound, from.databaseId, from.movement, products.get(rows - 1), from.totals);
        return new Piece(products.size(), violations, next);
    }

    /** What came in for a product, and what its pending and paid orders hold. */
    private record Total(long received, long held) {
        static final Total NOTHING = new Total(0, 0);

        Total plus(Total other) {
            return new Total(received + other.received, held + other.held);
        }
    }

    /**
     * Where a piece ended.
     *
     * @param bound the newest movement in the snapshot of the first piece
     * @param movement the last one that is in the totals
     * @param product the last one that was compared
     */
    private record Place(long bound, String databaseId, long movement, long product, Map<Long, Total> totals) {}
}
