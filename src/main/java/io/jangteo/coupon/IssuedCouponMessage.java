package io.jangteo.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the data platform is told of an issued coupon. It is a format of its own, which a change of the API does not
 * change.
 *
 * @param version raised by a change that a receiver must know of; new members are no such change
 * @param revokedAt when the administrator took it back; {@code null} if it was just issued
 * @param reason why; present exactly if {@code revokedAt} is
 */
record IssuedCouponMessage(
        int version,
        long id,
        long couponId,
        long userId,
        String name,
        long rank,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String reason) {
    private static final int VERSION = 1;

    static IssuedCouponMessage issued(IssuedCoupon coupon) {
        return new IssuedCouponMessage(
                VERSION,
                coupon.id(),
                coupon.couponId(),
                coupon.userId(),
                coupon.name(),
                coupon.rank(),
                coupon.issuedAt(),
                coupon.expiresAt(),
                null,
                null);
    }

    static IssuedCouponMessage revoked(CouponUse coupon) {
        return new IssuedCouponMessage(
                VERSION,
                coupon.id(),
                coupon.couponId(),
                coupon.userId(),
                coupon.name(),
                coupon.rank(),
                coupon.issuedAt(),
                coupon.expiresAt(),
                coupon.revokedAt(),
                coupon.revokeReason());
    }
}
