package io.jangteo.product;

import org.jspecify.annotations.Nullable;

/**
 * A product.
 *
 * @param price in won
 * @param stock units that can still be ordered
 * @param onSale whether shoppers see it and may order it
 * @param reference the administrator's own id of the product, if there is one
 */
public record Product(
        long id,
        String name,
        long price,
        long stock,
        boolean onSale,
        @Nullable String reference) {}
