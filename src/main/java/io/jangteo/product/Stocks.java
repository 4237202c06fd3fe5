package io.jangteo.product;

import static io.jangteo.product.ProductRefusals.PRODUCT_NOT_FOUND;
import static io.jangteo.product.ProductRefusals.notOnSale;
import static io.jangteo.product.ProductRefusals.outOfStock;

import io.jangteo.database.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some products, locked until the transaction ends: orders set units aside and take them here, in memory, and the
 * stocks and their movements are then stored together.
 */
public final class Stocks {
    private final StockMarks marks;
    private final Map<Long, Product> products = new HashMap<>();
    private final Map<Long, Long> reserved = new HashMap<>();
    private final Map<Long, Long> taken = new TreeMap<>();
    private final List<NewMovement> movements = new ArrayList<>();

    /** A movement to be stored, after all earlier ones of this list. */
    record NewMovement(long productId, StockMovementKind kind, long delta, long stockAfter, String reference) {}

    /**
     * A new stock.
     *
     * @param before the stock that the row must still have
     */
    record Change(long productId, long before, long after) {}

    Stocks(Collection<Product> locked, StockMarks marks) {
        this.marks = marks;
        locked.forEach(product -> products.put(product.id(), product));
    }

    /**
     * Returns the product, with the stock that it was locked with.
     *
     * @throws io.jangteo.problem.Problem {@code PRODUCT_NOT_FOUND}
     */
    public Product require(long id) {
        Product product = products.get(id);
        if (product == null) {
            throw PRODUCT_NOT_FOUND.problem();
        }
        return product;
    }

    /**
     * Checks that shoppers may order the products, all of which exist.
     *
     * @param ids in the order in which they are checked
     * @throws io.jangteo.problem.Problem {@code PRODUCT_NOT_ON_SALE} for the first that they may not
     */
    public void requireOnSale(Collection<Long> ids) {
        for (long id : ids) {
            if (!require(id).onSale()) {
                throw notOnSale(require(id));
            }
        }
    }

    /**
     * Sets an order's units aside: all of them, or none.
     *
     * @param quantities units by product id, in the order of the ids
     * @throws io.jangteo.problem.Problem {@code OUT_OF_STOCK} for the first product with fewer units left
     */
    public void reserve(Map<Long, Long> quantities) {
        quantities.forEach((id, quantity) -> {
            Product product = require(id);
            long left = product.stock() - reserved.getOrDefault(id, 0L);
            if (left < quantity) {
                throw outOfStock(product, left);
            }
        });
        quantities.forEach((id, quantity) -> reserved.merge(id, quantity, Long::sum));
    }

    /**
     * Takes units that were set aside.
     *
     * @param quantities as they were reserved
     */
    public void take(Map<Long, Long> quantities, String reference) {
        quantities.forEach((id, quantity) -> {
            long stockAfter = require(id).stock() - taken.merge(id, quantity, Long::sum);
            movements.add(new NewMovement(id, StockMovementKind.ORDER, -quantity, stockAfter, reference));
        });
    }

    /** Stores what was taken, at the transaction's time. */
    public void store(Tx tx) {
        List<Change> changes = taken.entrySet().stream()
                .map(entry -> change(require(entry.getKey()), entry.getValue()))
                .toList();
        StockSql.changeStocks(tx.handle(), changes);
        StockSql.insertMovements(tx.handle(), movements, tx.now());
        marks.tell(
                tx,
                changes.stream()
                        .map(change ->
                                new StockMarks.Fall(require(change.productId()), change.before(), change.after()))
                        .toList());
    }

    private static Change change(Product product, long units) {
        return new Change(product.id(), product.stock(), product.stock() - units);
    }
}
