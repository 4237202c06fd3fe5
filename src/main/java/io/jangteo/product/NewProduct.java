package io.jangteo.product;

import io.jangteo.problem.Expect;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a product, which is on sale at once.
 *
 * @param price in won, 0 to 1,000,000,000
 * @param stock units, 0 to 1,000,000,000
 * @param reference the caller's own id of the product, which no other product has
 */
public record NewProduct(
        String name, Long price, Long stock, @Nullable String reference) {
    /**
     * An order with 100 lines of 1,000 units at this price still fits a {@code long}; the schema enforces the same
     * bound.
     */
    static final long PRICE_MAX = 1_000_000_000L;

    static final long STOCK_MAX = 1_000_000_000L;

    public NewProduct {
        name = Expect.text("name", name);
        Expect.between("price", 0, PRICE_MAX, price);
        Expect.between("stock", 0, STOCK_MAX, stock);
        if (reference != null) {
            Expect.reference("reference", reference);
        }
    }
}
