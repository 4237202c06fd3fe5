package io.jangteo.product;

import java.time.Instant;

/**
 * One immutable change of a stock.
 *
 * @param delta units, negative where they left
 * @param stockAfter units that were there then
 */
public record StockMovement(long id, long productId, StockMovementKind kind, long delta, long stockAfter, Instant at) {}
