package io.jangteo.coupon;

import java.time.Instant;

/**
 * A coupon issued to a user.
 *
 * @param rank 1 for the first user to get one, without gaps
 * @param expiresAt the first moment at which it is no longer valid
 */
public record IssuedCoupon(
        long id,
        long couponId,
        long userId,
        String name,
        Discount discount,
        CouponStatus status,
        long rank,
        Instant issuedAt,
        Instant expiresAt) {

    IssuedCoupon withId(long known) {
        return new IssuedCoupon(known, couponId, userId, name, discount, status, rank, issuedAt, expiresAt);
    }
}
