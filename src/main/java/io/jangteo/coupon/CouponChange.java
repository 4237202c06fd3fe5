package io.jangteo.coupon;

import io.jangteo.json.Clearable;
import io.jangteo.json.NoNulls;
import io.jangteo.problem.Expect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of an offer; absent fields stay as they are. What its issued coupons are worth never changes.
 *
 * @param quantity 1 to 1,000,000,000, and no less than is issued
 * @param issueFrom {@code null} opens the issue window from the start
 * @param issueUntil {@code null} leaves it open without end
 */
@NoNulls
public record CouponChange(
        @Nullable String name,
        @Nullable Long quantity,
        @Nullable Clearable<Instant> issueFrom,
        @Nullable Clearable<Instant> issueUntil) {
    public CouponChange {
        if (name != null) {
            name = Expect.text("name", name);
        }
        if (quantity != null) {
            Expect.between("quantity", 1, NewCoupon.QUANTITY_MAX, quantity);
        }
    }
}
