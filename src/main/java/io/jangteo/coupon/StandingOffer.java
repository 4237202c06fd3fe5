package io.jangteo.coupon;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An offer with what only the administrator sees of it.
 *
 * @param closedAt when it was closed for good; {@code null} if it was not
 * @param reference the administrator's own id of the offer, if there is one
 */
record StandingOffer(
        Coupon coupon, @Nullable Instant closedAt, @Nullable String reference) {

    /** A closed offer is not open, whatever its window and the clock say. */
    boolean isOpenAt(Instant moment) {
        return closedAt == null && coupon.isOpenAt(moment);
    }

    StandingOffer with(String name, long quantity, @Nullable Instant issueFrom, @Nullable Instant issueUntil) {
        Coupon changed = new Coupon(
                coupon.id(),
                name,
                coupon.discount(),
                coupon.minOrderAmount(),
                quantity,
                coupon.issued(),
                issueFrom,
                issueUntil,
                coupon.validDays());
        return new StandingOffer(changed, closedAt, reference);
    }

    StandingOffer closed(Instant moment) {
        return new StandingOffer(coupon, moment, reference);
    }

    /** Whether both are issued in the same way: as many, and at the same times. */
    boolean isIssuedLike(StandingOffer other) {
        return coupon.quantity() == other.coupon.quantity()
                && Objects.equals(coupon.issueFrom(), other.coupon.issueFrom())
                && Objects.equals(coupon.issueUntil(), other.coupon.issueUntil());
    }
}
