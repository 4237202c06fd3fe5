package io.jangteo.product;

/**
 * A product on sale, as shoppers see it.
 *
 * @param price in won
 * @param stock units that can still be ordered
 */
public record ShopProduct(long id, String name, long price, long stock) {}
