package io.jangteo.product;

import io.jangteo.database.Engine;
import io.jangteo.database.Page;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class ProductSql {
    private static final Sql.RowMapper<Product> PRODUCT =
            row -> new Product(row.getLong("id"), row.getString("name"), row.getLong("price"), row.getLong("stock"));

    private ProductSql() {}

    static Optional<Product> find(Handle handle, long id) {
        return Sql.of(handle, "SELECT id, name, price, stock FROM product WHERE id = :id", "id", id)
                .findOne(PRODUCT);
    }

    /** Locks the products in the order of their ids, and returns them; omits ids without a product. */
    static List<Product> lock(Handle handle, Collection<Long> ids) {
        if (Engine.of(handle) == Engine.SQLITE) {
            return ids.stream()
                    .distinct()
                    .flatMap(id -> find(handle, id).stream())
                    .toList();
        }
        return Sql.of(
                        handle,
                        """
                        SELECT id, name, price, stock FROM product WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE
                        """,
                        "ids",
                        ids.stream().mapToLong(Long::longValue).toArray())
                .list(PRODUCT);
    }

    static List<Product> list(Handle handle, Page page) {
        return Sql.of(handle, "SELECT id, name, price, stock FROM product WHERE id > :after ORDER BY id LIMIT :limit")
                .with("after", page.afterOrFirst(), "limit", page.limitPlusOne())
                .list(PRODUCT);
    }

    static Product insert(Handle handle, NewProduct product, Instant at) {
        return Sql.of(handle, """
                        INSERT INTO product (name, price, stock, created_at) VALUES (:name, :price, :stock, :at)
                        RETURNING id, name, price, stock
                        """, "name", product.name(), "price", product.price(), "stock", product.stock(), "at", at)
                .one(PRODUCT);
    }

    static Optional<Product> change(Handle handle, long id, ProductChange change) {
        return Sql.of(handle, """
                        UPDATE product SET name = COALESCE(:name, name), price = COALESCE(:price, price)
                        WHERE id = :id
                        RETURNING id, name, price, stock
                        """, "id", id, "name", change.name(), "price", change.price())
                .findOne(PRODUCT);
    }

    /** Returns the stamp of all names and prices; 0 before their first change. */
    static long stamp(Handle handle) {
        return Sql.of(handle, "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'products-stamp'")
                .findOne(row -> row.getLong(1))
                .orElse(0L);
    }

    static void stamp(Handle handle, long stamp) {
        Sql.of(handle, """
                        INSERT INTO setting (name, value) VALUES ('products-stamp', :stamp)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """, "stamp", Long.toString(stamp)).update();
    }

    /**
     * Returns the product with its new stock; empty, and changes nothing, if the stock would leave the range from 0 to
     * {@code max}.
     */
    static Optional<Product> changeStock(Handle handle, long id, long delta, long max) {
        return Sql.of(handle, """
                        UPDATE product SET stock = stock + :delta
                        WHERE id = :id AND stock + :delta BETWEEN 0 AND :max
                        RETURNING id, name, price, stock
                        """, "id", id, "delta", delta, "max", max).findOne(PRODUCT);
    }

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
        } else {
            movements.forEach(movement -> insertMovement(handle, movement, at));
        }
    }

    static void insertMovement(Handle handle, Stocks.NewMovement movement, Instant at) {
        Sql.of(handle, """
                        INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)
                        VALUES (:productId, :kind, :delta, :stockAfter, :reference, :at)
                        """, "productId", movement.productId(), "kind", movement.kind(), "delta", movement.delta())
                .with("stockAfter", movement.stockAfter(), "reference", movement.reference(), "at", at)
                .update();
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
                        SELECT id, product_id, kind, delta, stock_after, at FROM stock_movement
                        WHERE reference = :reference AND kind = 'ORDER'
                        UNION ALL
                        SELECT id, product_id, kind, delta, stock_after, at FROM stock_movement
                        WHERE reference = :reference AND kind IN ('CANCEL', 'EXPIRE', 'REFUND')
                        ORDER BY id
                        """, "reference", reference)
                .list(row -> new StockMovement(
                        row.getLong("id"),
                        row.getLong("product_id"),
                        StockMovementKind.valueOf(row.getString("kind")),
                        row.getLong("delta"),
                        row.getLong("stock_after"),
                        Sql.instant(row, "at")));
    }
}
