package io.jangteo.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An offer of coupons, first come, first served.
 *
 * @param minOrderAmount the least that the items of an order must cost, in won
 * @param quantity the total number of coupons
 * @param issued the number already issued
 * @param issueFrom when the issue window opens; open from the start if absent
 * @param issueUntil when it closes; never if absent
 * @param validDays how many times 24 hours an issued coupon is valid
 */
public record Coupon(
        long id,
        String name,
        Discount discount,
        long minOrderAmount,
        long quantity,
        long issued,
        @Nullable Instant issueFrom,
        @Nullable Instant issueUntil,
        long validDays) {

    boolean isSoldOut() {
        return issued >= quantity;
    }

    boolean isOpenAt(Instant moment) {
        boolean opened = issueFrom == null || !moment.isBefore(issueFrom);
        return opened && (issueUntil == null || moment.isBefore(issueUntil));
    }
}
