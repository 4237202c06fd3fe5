package io.jangteo.seed;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jangteo.coupon.Discount;
import io.jangteo.coupon.NewCoupon;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An offer of a seed file.
 *
 * @param minOrderAmount in won, 0 to 1,000,000,000,000
 * @param quantity 1 to 1,000,000,000, and no less than the file says were issued
 * @param issueFrom from when on it is issued; the file's own coupons may be older
 * @param issueUntil until when it is issued
 * @param validDays 1 to 3,650
 * @param reference the caller's own id of the offer
 * @param closedAt when it was closed for good
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeedCoupon(
        String name,
        Discount discount,
        Long minOrderAmount,
        Long quantity,
        @Nullable Instant issueFrom,
        @Nullable Instant issueUntil,
        Long validDays,
        @Nullable String reference,
        @Nullable Instant closedAt) {

    /** Returns the offer, open without end if its window does not matter. */
    NewCoupon offer(boolean hasWindow) {
        return new NewCoupon(
                name,
                discount,
                minOrderAmount,
                quantity,
                hasWindow ? issueFrom : null,
                hasWindow ? issueUntil : null,
                validDays,
                reference);
    }

    boolean isOpenAt(Instant moment) {
        return (issueFrom == null || !moment.isBefore(issueFrom))
                && (issueUntil == null || moment.isBefore(issueUntil));
    }
}
