package io.jangteo.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user who got a coupon of an offer.
 *
 * @param id of the issued coupon
 * @param status at the time of the request
 * @param expiresAt the first moment at which it is no longer valid
 * @param usedAt when it was used; {@code null} if it was not, or if a refund returned it
 * @param orderId the order it was used for; present exactly if {@code usedAt} is
 */
public record Winner(
        long id,
        long userId,
        long rank,
        CouponStatus status,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Long orderId) {}
