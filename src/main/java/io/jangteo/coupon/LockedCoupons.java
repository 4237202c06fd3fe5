package io.jangteo.coupon;

import static io.jangteo.coupon.CouponRefusals.COUPON_ALREADY_USED;
import static io.jangteo.coupon.CouponRefusals.COUPON_EXPIRED;
import static io.jangteo.coupon.CouponRefusals.COUPON_REVOKED;
import static io.jangteo.coupon.CouponRefusals.ISSUED_COUPON_NOT_FOUND;

import io.jangteo.database.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some issued coupons, locked until the transaction ends: orders use them here, in memory, and the uses are then stored
 * together.
 */
public final class LockedCoupons {
    private final Map<Long, Locked> coupons = new HashMap<>();
    private final Set<Long> used = new HashSet<>();
    private final List<Use> uses = new ArrayList<>();

    /**
     * An issued coupon.
     *
     * @param expiresAt the first moment at which it is no longer valid
     * @param terms what it is worth to its user while it can be used
     */
    record Locked(long userId, boolean isRevoked, boolean isUsed, Instant expiresAt, UsableCoupon terms) {

        /**
         * Refuses a coupon that is not {@code ISSUED} at that moment.
         *
         * @throws io.jangteo.problem.Problem {@code COUPON_REVOKED}, {@code COUPON_ALREADY_USED},
         *     {@code COUPON_EXPIRED}, checked in this order
         */
        void requireIssued(Instant now) {
            if (isRevoked) {
                throw COUPON_REVOKED.problem();
            }
            if (isUsed) {
                throw COUPON_ALREADY_USED.problem();
            }
            if (!expiresAt.isAfter(now)) {
                throw COUPON_EXPIRED.problem();
            }
        }
    }

    /** A coupon's use for an order. */
    record Use(long issuedCouponId, long orderId) {}

    LockedCoupons(Collection<Locked> locked) {
        locked.forEach(coupon -> coupons.put(coupon.terms.id(), coupon));
    }

    /**
     * Returns a user's coupon if it can be used at that moment; does not use it.
     *
     * @throws io.jangteo.problem.Problem {@code ISSUED_COUPON_NOT_FOUND}, {@code COUPON_REVOKED},
     *     {@code COUPON_ALREADY_USED}, {@code COUPON_EXPIRED}
     */
    public UsableCoupon requireUsable(long issuedCouponId, long userId, Instant now) {
        Locked coupon = coupons.get(issuedCouponId);
        if (coupon == null || coupon.userId != userId) {
            throw ISSUED_COUPON_NOT_FOUND.problem();
        }
        if (used.contains(issuedCouponId)) {
            throw COUPON_ALREADY_USED.problem();
        }
        coupon.requireIssued(now);
        return coupon.terms;
    }

    /**
     * Refuses a coupon that is not there, or not {@code ISSUED} at that moment.
     *
     * @throws io.jangteo.problem.Problem {@code ISSUED_COUPON_NOT_FOUND}, {@code COUPON_REVOKED},
     *     {@code COUPON_ALREADY_USED}, {@code COUPON_EXPIRED}
     */
    void requireIssued(long issuedCouponId, Instant now) {
        Locked coupon = coupons.get(issuedCouponId);
        if (coupon == null) {
            throw ISSUED_COUPON_NOT_FOUND.problem();
        }
        coupon.requireIssued(now);
    }

    /** Uses a usable coupon for an order. */
    public void use(long issuedCouponId, long orderId) {
        used.add(issuedCouponId);
        uses.add(new Use(issuedCouponId, orderId));
    }

    /** Stores the uses, at the transaction's time. */
    public void store(Tx tx) {
        IssuedCouponSql.use(tx.handle(), uses, tx.now());
    }
}
