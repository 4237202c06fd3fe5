package io.jangteo.point;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One immutable change of a balance.
 *
 * @param amount in points, negative where points left
 * @param reference {@code order:12} for a payment or refund, the reason of an adjustment; the reference of the payment
 *     behind a charge, nothing for a shopper's own
 */
public record PointEntry(
        long id,
        PointKind kind,
        long amount,
        long balanceAfter,
        @Nullable String reference,
        Instant at) {}
