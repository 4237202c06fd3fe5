package io.jangteo.product;

import io.jangteo.database.Engine;
import io.jangteo.database.Page;
import io.jangteo.database.Rows;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The stocks that are taken from together, and the movements of all stocks. */
final class StockSql {
    private static final Sql.RowMapper<StockMovement> MOVEMENT = row -> new StockMovement(
            row.getLong("id"),
            row.getLong("product_id"),
            StockMovementKind.valueOf(row.getString("kind")),
            row.getLong("delta"),
            row.getLong("stock_after"),
            row.getString("reference"),
            Sql.instant(row, "at"));

    private StockSql() {}

    /**
     * Stores stocks.
     *
     * @throws IllegalStateException if a stock is not as it was when it was locked
     */
    static void changeStocks(Handle handle, List<Stocks.Change> changes) {
        int changed = changes.size() > 1 && Engine.of(handle) == Engine.POSTGRES
                ? changeTogether(handle, changes)
                : changes.stream().mapToInt(change -> change(handle, change)).sum();
        if (changed != changes.size()) {
            throw new IllegalStateException("A locked stock has changed");
        }
    }

    private static int change(Handle handle, Stocks.Change change) {
        return Sql.of(handle, "UPDATE product SET stock = :after WHERE id = :id AND stock = :before")
                .with("id", change.productId(), "before", change.before(), "after", change.after())
                .update();
    }

    private static int changeTogether(Handle handle, List<Stocks.Change> changes) {
        return Sql.of(handle, """
                        UPDATE product p SET stock = c.after
                        FROM unnest(:ids, :befores, :afters) AS c (id, before, after)
                        WHERE p.id = c.id AND p.stock = c.before
                        """)
                .with("ids", Sql.longs(changes, Stocks.Change::productId))
                .with("befores", Sql.longs(changes, Stocks.Change::before))
                .with("afters", Sql.longs(changes, Stocks.Change::after))
                .update();
    }

    /** Stores movements, in their order. */
    static void insertMovements(Handle handle, List<Stocks.NewMovement> movements, Instant at) {
        if (movements.size() > 1 && Engine.of(handle) == Engine.POSTGRES) {
            insertTogether(handle, movements, at);
            return;
        }
        Rows.insert(
                handle,
                "INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)",
                movements,
                each -> Rows.row(each.productId(), each.kind(), each.delta(), each.stockAfter(), each.reference(), at));
    }

    private static void insertTogether(Handle handle, List<Stocks.NewMovement> movements, Instant at) {
        Sql.of(handle, """
                        INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)
                        SELECT product_id, kind, delta, stock_after, reference, :at
                        FROM unnest(:products, :kinds, :deltas, :stocks, :references) WITH ORDINALITY
                            AS m (product_id, kind, delta, stock_after, reference, place)
                        ORDER BY place
                        """)
                .with("products", Sql.longs(movements, Stocks.NewMovement::productId))
                .with("kinds", Sql.texts(movements, Stocks.NewMovement::kind))
                .with("deltas", Sql.longs(movements, Stocks.NewMovement::delta))
                .with("stocks", Sql.longs(movements, Stocks.NewMovement::stockAfter))
                .with("references", Sql.texts(movements, Stocks.NewMovement::reference))
                .with("at", at)
                .update();
    }

    /** Returns an order's stock movements, oldest first. Two queries, because each kind has its own index. */
    static List<StockMovement> movementsOfOrder(Handle handle, String reference) {
        return Sql.of(handle, """
                        SELECT * FROM stock_movement
                        WHERE reference = :reference AND kind = 'ORDER'
                        UNION ALL
                        SELECT * FROM stock_movement
                        WHERE reference = :reference AND kind IN ('CANCEL', 'EXPIRE', 'REFUND')
                        ORDER BY id
                        """, "reference", reference).list(MOVEMENT);
    }

    /** Returns a product's stock movements, newest first. */
    static List<StockMovement> movementsOf(Handle handle, long productId, Page page) {
        return Sql.of(handle, """
                        SELECT * FROM stock_movement WHERE product_id = :productId AND id < :before
                        ORDER BY id DESC LIMIT :limit
                        """, "productId", productId, "before", page.beforeOrLast(), "limit", page.limitPlusOne())
                .list(MOVEMENT);
    }
}
