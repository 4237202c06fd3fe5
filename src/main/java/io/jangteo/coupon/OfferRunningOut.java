package io.jangteo.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An offer that soon ends, open already or not.
 *
 * @param left how many coupons can still be issued
 * @param issueUntil when its issue window closes; {@code null} if it does not
 */
public record OfferRunningOut(
        long id, String name, long left, @Nullable Instant issueUntil) {}
