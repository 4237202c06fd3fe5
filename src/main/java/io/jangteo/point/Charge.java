package io.jangteo.point;

import org.jspecify.annotations.Nullable;

/**
 * A request to add prepaid points.
 *
 * @param amount points; any number, which the shop's limits are held against
 * @param violation why the sent amount is no number of points, or {@code null}
 * @param reference the caller's own id of the payment behind it, or {@code null}
 */
public record Charge(
        long userId,
        long amount,
        @Nullable ChargeViolation violation,
        @Nullable String reference) {}
