package io.jangteo.coupon;

import static io.jangteo.coupon.CouponRefusals.COUPON_ALREADY_USED;
import static io.jangteo.coupon.CouponRefusals.COUPON_EXPIRED;
import static io.jangteo.coupon.CouponRefusals.ISSUED_COUPON_NOT_FOUND;

import java.time.Instant;
import java.util.Optional;

/**
 * An issued coupon that nobody else can change until the transaction ends.
 *
 * @param expiresAt the first moment at which it is no longer valid
 * @param terms what it is worth to its user while it can be used
 */
public record LockedCoupon(long userId, boolean isUsed, Instant expiresAt, UsableCoupon terms) {

    /**
     * Returns the terms of a user's coupon if it can be used now; does not use it.
     *
     * @param found the coupon, if there is such a one
     * @throws io.jangteo.problem.Problem {@code ISSUED_COUPON_NOT_FOUND}, {@code COUPON_ALREADY_USED},
     *     {@code COUPON_EXPIRED}
     */
    public static UsableCoupon requireUsable(Optional<LockedCoupon> found, long userId, Instant now) {
        LockedCoupon coupon =
                found.filter(locked -> locked.userId == userId).orElseThrow(ISSUED_COUPON_NOT_FOUND::problem);
        if (coupon.isUsed) {
            throw COUPON_ALREADY_USED.problem();
        }
        if (!coupon.expiresAt.isAfter(now)) {
            throw COUPON_EXPIRED.problem();
        }
        return coupon.terms;
    }
}
