package io.jangteo.coupon;

import io.jangteo.problem.Expect;
import io.jangteo.problem.Refusals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an offer.
 *
 * @param minOrderAmount in won, 0 to 1,000,000,000,000
 * @param quantity 1 to 1,000,000,000
 * @param validDays 1 to 3,650
 * @param reference the caller's own id of the offer, which no other offer has
 */
public record NewCoupon(
        String name,
        Discount discount,
        Long minOrderAmount,
        Long quantity,
        @Nullable Instant issueFrom,
        @Nullable Instant issueUntil,
        Long validDays,
        @Nullable String reference) {
    static final long QUANTITY_MAX = 1_000_000_000L;

    private static final long MIN_ORDER_AMOUNT_MAX = 1_000_000_000_000L;
    /** Ten years. */
    private static final long VALID_DAYS_MAX = 3650;

    public NewCoupon {
        name = Expect.text("name", name);
        Expect.present("discount", discount);
        Expect.between("minOrderAmount", 0, MIN_ORDER_AMOUNT_MAX, minOrderAmount);
        Expect.between("quantity", 1, QUANTITY_MAX, quantity);
        Expect.between("validDays", 1, VALID_DAYS_MAX, validDays);
        requireWindow(issueFrom, issueUntil);
        if (reference != null) {
            Expect.reference("reference", reference);
        }
    }

    /** Refuses a window that is never open. */
    static void requireWindow(@Nullable Instant issueFrom, @Nullable Instant issueUntil) {
        if (issueFrom != null && issueUntil != null && !issueFrom.isBefore(issueUntil)) {
            throw Refusals.malformed("issueUntil", "a time after issueFrom");
        }
    }
}
