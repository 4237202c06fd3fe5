package io.jangteo.product;

import java.time.Instant;

/**
 * One immutable change of a stock.
 *
 * @param delta units, negative if they were taken
 * @param stockAfter the units left after the change
 */
public record StockMovement(long id, long productId, StockMovementKind kind, long delta, long stockAfter, Instant at) {}
