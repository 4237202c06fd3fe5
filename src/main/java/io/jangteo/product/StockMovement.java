package io.jangteo.product;

import java.time.Instant;

/**
 * One immutable change of a stock.
 *
 * @param delta units, negative if they were taken
 * @param stockAfter the units left after the change
 * @param reason {@code order:12} for what that order took or gave back, {@code created} for the first stock, else the
 *     administrator's words
 */
public record StockMovement(
        long id, long productId, StockMovementKind kind, long delta, long stockAfter, String reason, Instant at) {}
