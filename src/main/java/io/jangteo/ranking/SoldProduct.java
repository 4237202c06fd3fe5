package io.jangteo.ranking;

/** Units of a product that were sold on a day; its name is as it is now. */
public record SoldProduct(long productId, String name, long units) {}
