package io.jangteo.product;

import io.jangteo.json.NoNulls;
import io.jangteo.problem.Expect;
import org.jspecify.annotations.Nullable;

/**
 * A change of a product; absent fields stay as they are. Orders keep the name and price they were placed with.
 *
 * @param onSale whether shoppers see it and may order it; orders placed before go on
 */
@NoNulls
public record ProductChange(
        @Nullable String name,
        @Nullable Long price,
        @Nullable Boolean onSale) {
    public ProductChange {
        if (name != null) {
            name = Expect.text("name", name);
        }
        if (price != null) {
            Expect.between("price", 0, NewProduct.PRICE_MAX, price);
        }
    }
}
