package io.jangteo.product;

/** A product on sale without stock. */
public record SoldOutProduct(long id, String name) {}
