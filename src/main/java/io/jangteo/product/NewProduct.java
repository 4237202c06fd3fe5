package io.jangteo.product;

import io.jangteo.problem.Expect;

/**
 * A request to create a product.
 *
 * @param price in won, 0 to 1,000,000,000
 * @param stock units, 0 to 1,000,000,000
 */
public record NewProduct(String name, Long price, Long stock) {
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
    }
}
