package io.jangteo.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An offer as the administrator sees it.
 *
 * @param minOrderAmount the least that the items of an order must cost, in won
 * @param quantity the total number of coupons
 * @param issued the number already issued, with those used, expired and revoked since
 * @param used how many of the issued ones are used
 * @param revoked how many of them were taken back
 * @param issueFrom when the issue window opens; open from the start if absent
 * @param issueUntil when it closes; never if absent
 * @param validDays how many times 24 hours an issued coupon is valid
 * @param closedAt when the offer was closed for good; {@code null} if it was not
 * @param reference the administrator's own id of the offer, if there is one
 */
public record OfficeCoupon(
        long id,
        String name,
        Discount discount,
        long minOrderAmount,
        long quantity,
        long issued,
        long used,
        long revoked,
        @Nullable Instant issueFrom,
        @Nullable Instant issueUntil,
        long validDays,
        @Nullable Instant closedAt,
        @Nullable String reference) {

    static OfficeCoupon of(StandingOffer offer, long used, long revoked) {
        Coupon coupon = offer.coupon();
        return new OfficeCoupon(
                coupon.id(),
                coupon.name(),
                coupon.discount(),
                coupon.minOrderAmount(),
                coupon.quantity(),
                coupon.issued(),
                used,
                revoked,
                coupon.issueFrom(),
                coupon.issueUntil(),
                coupon.validDays(),
                offer.closedAt(),
                offer.reference());
    }
}
