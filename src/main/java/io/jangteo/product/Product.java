package io.jangteo.product;

/**
 * A product for sale.
 *
 * @param price in won
 * @param stock units that can still be ordered
 */
public record Product(long id, String name, long price, long stock) {}
