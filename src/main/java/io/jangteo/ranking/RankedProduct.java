package io.jangteo.ranking;

/**
 * A place among the popular products.
 *
 * @param rank 1 for the product with most units; equal units are ranked by product id
 * @param price points for one, as it is now
 * @param units sold over the three days
 */
public record RankedProduct(int rank, long productId, String name, long price, long units) {}
