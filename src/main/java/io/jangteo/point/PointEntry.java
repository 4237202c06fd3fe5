package io.jangteo.point;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One immutable change of a balance.
 *
 * @param amount in points, negative if points were taken
 * @param reference {@code order:12} for a payment or refund, the reason for an adjustment, the payment's reference for
 *     a charge; {@code null} if the shopper charged without one
 */
public record PointEntry(
        long id,
        PointKind kind,
        long amount,
        long balanceAfter,
        @Nullable String reference,
        Instant at) {}
