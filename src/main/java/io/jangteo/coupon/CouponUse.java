package io.jangteo.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An issued coupon, and the order it pays for.
 *
 * @param status at the time of the request
 * @param usedAt when it was used; {@code null} if it was not, or if a refund returned it
 * @param orderId the order it was used for; present exactly if {@code usedAt} is
 * @param revokedAt when the administrator took it back; {@code null} if that never happened
 * @param revokeReason why; present exactly if {@code revokedAt} is
 */
public record CouponUse(
        long id,
        long couponId,
        long userId,
        String name,
        Discount discount,
        CouponStatus status,
        long rank,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Long orderId,
        @Nullable Instant revokedAt,
        @Nullable String revokeReason) {

    static CouponUse of(
            IssuedCoupon issued,
            @Nullable Instant usedAt,
            @Nullable Long orderId,
            @Nullable Instant revokedAt,
            @Nullable String revokeReason) {
        return new CouponUse(
                issued.id(),
                issued.couponId(),
                issued.userId(),
                issued.name(),
                issued.discount(),
                issued.status(),
                issued.rank(),
                issued.issuedAt(),
                issued.expiresAt(),
                usedAt,
                orderId,
                revokedAt,
                revokeReason);
    }
}
