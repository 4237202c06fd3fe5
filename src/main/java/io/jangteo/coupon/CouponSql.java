package io.jangteo.coupon;

import io.jangteo.database.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The offers. */
final class CouponSql {
    private static final RowMapper<Coupon> COUPON = (row, context) -> new Coupon(
            row.getLong("id"),
            row.getString("name"),
            DiscountColumns.read(row),
            row.getLong("min_order_amount"),
            row.getLong("quantity"),
            row.getLong("issued"),
            instant(row, "issue_from"),
            instant(row, "issue_until"),
            row.getLong("valid_days"));

    private CouponSql() {}

    static Optional<Coupon> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM coupon WHERE id = :id")
                .bind("id", id)
                .map(COUPON)
                .findOne();
    }

    static List<Coupon> list(Handle handle, Page page) {
        return handle.createQuery("SELECT * FROM coupon WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", page.afterOrFirst())
                .bind("limit", page.limitPlusOne())
                .map(COUPON)
                .list();
    }

    static Coupon insert(Handle handle, NewCoupon coupon, Instant at) {
        DiscountColumns discount = DiscountColumns.of(coupon.discount());
        return handle.createQuery("""
                        INSERT INTO coupon (name, discount_type, discount_amount, discount_percent, discount_max_amount,
                            min_order_amount, quantity, issue_from, issue_until, valid_days, created_at)
                        VALUES (:name, :type, :amount, :percent, :maxAmount,
                            :minOrderAmount, :quantity, :issueFrom, :issueUntil, :validDays, :at)
                        RETURNING *
                        """)
                .bind("name", coupon.name())
                .bind("type", discount.type())
                .bind("amount", discount.amount())
                .bind("percent", discount.percent())
                .bind("maxAmount", discount.maxAmount())
                .bind("minOrderAmount", coupon.minOrderAmount())
                .bind("quantity", coupon.quantity())
                .bind("issueFrom", millis(coupon.issueFrom()))
                .bind("issueUntil", millis(coupon.issueUntil()))
                .bind("validDays", coupon.validDays())
                .bind("at", at.toEpochMilli())
                .map(COUPON)
                .one();
    }

    /** Takes one of what is left and tells its rank; empty, and nothing changed, if none is left. */
    static Optional<Long> takeOne(Handle handle, long id) {
        return handle.createQuery("""
                        UPDATE coupon SET issued = issued + 1 WHERE id = :id AND issued < quantity RETURNING issued
                        """)
                .bind("id", id)
                .map((row, context) -> row.getLong(1))
                .findOne();
    }

    private static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
