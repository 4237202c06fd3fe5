package io.jangteo.coupon;

import io.jangteo.database.Page;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The offers. */
final class CouponSql {
    private static final Sql.RowMapper<Coupon> COUPON = row -> new Coupon(
            row.getLong("id"),
            row.getString("name"),
            DiscountColumns.read(row),
            row.getLong("min_order_amount"),
            row.getLong("quantity"),
            row.getLong("issued"),
            Sql.instantOrNull(row, "issue_from"),
            Sql.instantOrNull(row, "issue_until"),
            row.getLong("valid_days"));

    static final Sql.RowMapper<StandingOffer> OFFER =
            row -> new StandingOffer(COUPON.map(row), Sql.instantOrNull(row, "closed_at"), row.getString("reference"));

    private CouponSql() {}

    static Optional<Coupon> find(Handle handle, long id) {
        return Sql.of(handle, "SELECT * FROM coupon WHERE id = :id", "id", id).findOne(COUPON);
    }

    /** Omits those that were closed for good, in words that PostgreSQL takes for true of nearly all rows. */
    static List<Coupon> list(Handle handle, Page page) {
        return Sql.of(handle, """
                        SELECT * FROM coupon
                        WHERE id > :after AND CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END <> 0
                        ORDER BY id LIMIT :limit
                        """, "after", page.afterOrFirst(), "limit", page.limitPlusOne())
                .list(COUPON);
    }

    /** Returns the new offer; empty, and creates none, if another one has the reference. */
    static Optional<StandingOffer> insert(Handle handle, NewCoupon coupon, Instant at) {
        DiscountColumns discount = DiscountColumns.of(coupon.discount());
        return Sql.of(handle, """
                        INSERT INTO coupon (name, discount_type, discount_amount, discount_percent, discount_max_amount,
                            min_order_amount, quantity, issue_from, issue_until, valid_days, reference, created_at)
                        VALUES (:name, :type, :amount, :percent, :maxAmount,
                            :minOrderAmount, :quantity, :issueFrom, :issueUntil, :validDays, :reference, :at)
                        ON CONFLICT (reference) WHERE reference IS NOT NULL DO NOTHING
                        RETURNING *
                        """, "name", coupon.name(), "type", discount.type(), "amount", discount.amount())
                .with("percent", discount.percent(), "maxAmount", discount.maxAmount())
                .with("minOrderAmount", coupon.minOrderAmount(), "quantity", coupon.quantity())
                .with("issueFrom", coupon.issueFrom(), "issueUntil", coupon.issueUntil())
                .with("validDays", coupon.validDays(), "reference", coupon.reference(), "at", at)
                .findOne(OFFER);
    }

    /** Returns the id of the offer that has the reference. */
    static long idOf(Handle handle, String reference) {
        return Sql.of(handle, "SELECT id FROM coupon WHERE reference = :reference", "reference", reference)
                .one(row -> row.getLong(1));
    }

    /** A new number of issued coupons. */
    record Count(long couponId, long before, long after) {}

    /** Returns those of the offers that exist, locked in the order of their ids. */
    static Map<Long, StandingOffer> lock(Handle handle, List<Long> ids) {
        Map<Long, StandingOffer> offers = new HashMap<>();
        if (ids.size() == 1) {
            Sql.of(handle, "SELECT * FROM coupon WHERE id = :id FOR NO KEY UPDATE", "id", ids.get(0))
                    .findOne(OFFER)
                    .ifPresent(offer -> offers.put(offer.coupon().id(), offer));
        } else {
            Sql.of(handle, "SELECT * FROM coupon WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE")
                    .with("ids", Sql.ids(ids))
                    .list(OFFER)
                    .forEach(offer -> offers.put(offer.coupon().id(), offer));
        }
        return offers;
    }

    /**
     * Stores how many were issued.
     *
     * @throws IllegalStateException if a number is not as it was when it was locked
     */
    static void count(Handle handle, List<Count> counts) {
        for (Count count : counts) {
            int changed = Sql.of(handle, """
                            UPDATE coupon SET issued = :after
                            WHERE id = :id AND issued = :before AND :after <= quantity AND closed_at IS NULL
                            """, "id", count.couponId(), "before", count.before(), "after", count.after())
                    .update();
            if (changed != 1) {
                throw new IllegalStateException("The locked coupon " + count.couponId() + " has changed");
            }
        }
    }
}
