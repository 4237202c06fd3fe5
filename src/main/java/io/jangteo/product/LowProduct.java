package io.jangteo.product;

/** A product on sale with little stock, but some. */
public record LowProduct(long id, String name, long stock) {}
