package io.jangteo.product;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusal;

/** The refusals about products. */
public final class ProductRefusals {
    public static final Refusal PRODUCT_NOT_FOUND = new Refusal("PRODUCT_NOT_FOUND", 404);
    public static final Refusal PRODUCT_NOT_ON_SALE = new Refusal("PRODUCT_NOT_ON_SALE", 409);
    public static final Refusal OUT_OF_STOCK = new Refusal("OUT_OF_STOCK", 409);

    private ProductRefusals() {}

    static Problem notOnSale(Product product) {
        return PRODUCT_NOT_ON_SALE.problem(product.name()).with("productId", product.id());
    }

    /** @param left units that can still be ordered */
    static Problem outOfStock(Product product, long left) {
        return OUT_OF_STOCK
                .problem(product.name(), left)
                .with("productId", product.id())
                .with("stock", left);
    }
}
