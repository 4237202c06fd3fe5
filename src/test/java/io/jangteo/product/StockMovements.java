package io.jangteo.product;

import io.jangteo.TestShop;
import java.util.List;

/** The movements of a stock, as they are stored. */
public final class StockMovements {
    private StockMovements() {}

    /** Returns kind, units, remaining stock and reference of each movement of a product, oldest first. */
    public static List<String> of(TestShop shop, long product) {
        return shop.database()
                .read(handle -> handle.createQuery("""
                        SELECT kind, delta, stock_after, reference FROM stock_movement
                        WHERE product_id = :product ORDER BY id
                        """)
                        .bind("product", product)
                        .map((row, context) -> "%s %d %d %s"
                                .formatted(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)))
                        .list());
    }
}
