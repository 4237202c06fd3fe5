package io.jangteo.coupon;

import io.jangteo.database.Page;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.List;
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

    private CouponSql() {}

    static Optional<Coupon> find(Handle handle, long id) {
        return Sql.of(handle, "SELECT * FROM coupon WHERE id = :id", "id", id).findOne(COUPON);
    }

    static List<Coupon> list(Handle handle, Page page) {
        return Sql.of(handle, "SELECT * FROM coupon WHERE id > :after ORDER BY id LIMIT :limit")
                .with("after", page.afterOrFirst(), "limit", page.limitPlusOne())
                .list(COUPON);
    }

    static Coupon insert(Handle handle, NewCoupon coupon, Instant at) {
        DiscountColumns discount = DiscountColumns.of(coupon.discount());
        return Sql.of(handle, """
                        INSERT INTO coupon (name, discount_type, discount_amount, discount_percent, discount_max_amount,
                            min_order_amount, quantity, issue_from, issue_until, valid_days, created_at)
                        VALUES (:name, :type, :amount, :percent, :maxAmount,
                            :minOrderAmount, :quantity, :issueFrom, :issueUntil, :validDays, :at)
                        RETURNING *
                        """, "name", coupon.name(), "type", discount.type(), "amount", discount.amount())
                .with("percent", discount.percent(), "maxAmount", discount.maxAmount())
                .with("minOrderAmount", coupon.minOrderAmount(), "quantity", coupon.quantity())
                .with("issueFrom", coupon.issueFrom(), "issueUntil", coupon.issueUntil())
                .with("validDays", coupon.validDays(), "at", at)
                .one(COUPON);
    }

    /** Takes one of the remaining coupons and returns its rank; empty, and changes nothing, if none is left. */
    static Optional<Long> takeOne(Handle handle, long id) {
        return Sql.of(handle, """
                        UPDATE coupon SET issued = issued + 1 WHERE id = :id AND issued < quantity RETURNING issued
                        """, "id", id).findOne(row -> row.getLong(1));
    }
}
