package io.jangteo.order;

import io.jangteo.database.AsOf;
import io.jangteo.database.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class OrderSql {
    private OrderSql() {}

    static long insert(
            Handle handle,
            long userId,
            Pricing pricing,
            @Nullable Long issuedCouponId,
            Instant createdAt,
            Instant expiresAt) {
        return handle.createQuery("""
                        INSERT INTO shop_order (user_id, status, items_amount, discount_amount, total_amount,
                            issued_coupon_id, created_at, expires_at)
                        VALUES (:userId, 'PENDING', :itemsAmount, :discountAmount, :totalAmount,
                            :issuedCouponId, :createdAt, :expiresAt)
                        RETURNING id
                        """)
                .bind("userId", userId)
                .bind("itemsAmount", pricing.itemsAmount())
                .bind("discountAmount", pricing.discountAmount())
                .bind("totalAmount", pricing.totalAmount())
                .bind("issuedCouponId", issuedCouponId)
                .bind("createdAt", createdAt.toEpochMilli())
                .bind("expiresAt", expiresAt.toEpochMilli())
                .map((row, context) -> row.getLong(1))
                .one();
    }

    static Optional<Order> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM shop_order WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> order(row, OrderLineSql.list(handle, row.getLong("id")), AsOf.NOW))
                .findOne();
    }

    static Optional<Order> find(Handle handle, long id, long userId, AsOf asOf) {
        return handle.createQuery("""
                        SELECT * FROM shop_order WHERE id = :id AND user_id = :userId AND created_at <= :at
                        """)
                .bind("id", id)
                .bind("userId", userId)
                .bind("at", asOf.millis())
                .map((row, context) -> order(row, OrderLineSql.list(handle, row.getLong("id")), asOf))
                .findOne();
    }

    /** When the order was cancelled, expired or refunded; empty while it is none of these. */
    static Optional<Instant> closedAt(Handle handle, long id) {
        return handle.createQuery("SELECT closed_at FROM shop_order WHERE id = :id AND closed_at IS NOT NULL")
                .bind("id", id)
                .map((row, context) -> Instant.ofEpochMilli(row.getLong(1)))
                .findOne();
    }

    /** A user's orders, newest first. */
    static List<Order> list(Handle handle, long userId, Page page, AsOf asOf) {
        return handle.createQuery("""
                        SELECT * FROM shop_order WHERE user_id = :userId AND id < :before AND created_at <= :at
                        ORDER BY id DESC LIMIT :limit
                        """)
                .bind("userId", userId)
                .bind("before", page.beforeOrLast())
                .bind("at", asOf.millis())
                .bind("limit", page.limitPlusOne())
                .map((row, context) -> order(row, OrderLineSql.list(handle, row.getLong("id")), asOf))
                .list();
    }

    /** How many orders of the user can still be paid at that moment; whether the sweep has come by does not matter. */
    static long countPayable(Handle handle, long userId, Instant now) {
        return handle.createQuery("""
                        SELECT COUNT(*) FROM shop_order
                        WHERE user_id = :userId AND status = 'PENDING' AND expires_at > :now
                        """)
                .bind("userId", userId)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> row.getLong(1))
                .one();
    }

    /** False, and nothing changed, unless the order is pending and its time is not over. */
    static boolean markPaid(Handle handle, long id, Instant now, LocalDate salesDay) {
        return handle.createUpdate("""
                                UPDATE shop_order SET status = 'PAID', paid_at = :now, sales_day = :salesDay
                                WHERE id = :id AND status = 'PENDING' AND expires_at > :now
                                """)
                        .bind("id", id)
                        .bind("now", now.toEpochMilli())
                        .bind("salesDay", salesDay.toString())
                        .execute()
                == 1;
    }

    /** False, and nothing changed, unless the order is pending and its time is not over. */
    static boolean markCancelled(Handle handle, long id, Instant now) {
        return handle.createUpdate("""
                                UPDATE shop_order SET status = 'CANCELLED', closed_at = :now
                                WHERE id = :id AND status = 'PENDING' AND expires_at > :now
                                """)
                        .bind("id", id)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** The business day on which the order was paid; empty, and nothing changed, unless the order is paid. */
    static Optional<LocalDate> markRefunded(Handle handle, long id, Instant now) {
        return handle.createQuery("""
                        UPDATE shop_order SET status = 'REFUNDED', closed_at = :now
                        WHERE id = :id AND status = 'PAID'
                        RETURNING sales_day
                        """)
                .bind("id", id)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> LocalDate.parse(row.getString(1)))
                .findOne();
    }

    /** False, and nothing changed, unless the order is pending and its time is over. */
    static boolean markExpired(Handle handle, long id, Instant now) {
        return handle.createUpdate("""
                                UPDATE shop_order SET status = 'EXPIRED', closed_at = :now
                                WHERE id = :id AND status = 'PENDING' AND expires_at <= :now
                                """)
                        .bind("id", id)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Pending orders whose time is over, the longest overdue first. */
    static List<Long> overdue(Handle handle, Instant now, int limit) {
        return handle.createQuery("""
                        SELECT id FROM shop_order WHERE status = 'PENDING' AND expires_at <= :now
                        ORDER BY expires_at, id LIMIT :limit
                        """)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> row.getLong(1))
                .list();
    }

    static Optional<Instant> nextExpiry(Handle handle) {
        return handle.createQuery(
                        "SELECT expires_at FROM shop_order WHERE status = 'PENDING' ORDER BY expires_at LIMIT 1")
                .map((row, context) -> Instant.ofEpochMilli(row.getLong(1)))
                .findOne();
    }

    /** What happened to the order after that moment is left out. */
    private static Order order(ResultSet row, List<OrderLine> lines, AsOf asOf) throws SQLException {
        long issuedCouponId = row.getLong("issued_coupon_id");
        Long coupon = row.wasNull() ? null : issuedCouponId;
        long paidAt = row.getLong("paid_at");
        boolean isPaid = !row.wasNull() && paidAt <= asOf.millis();
        long closedAt = row.getLong("closed_at");
        boolean isClosed = !row.wasNull() && closedAt <= asOf.millis();
        OrderStatus unclosed = isPaid ? OrderStatus.PAID : OrderStatus.PENDING;
        return new Order(
                row.getLong("id"),
                row.getLong("user_id"),
                isClosed ? OrderStatus.valueOf(row.getString("status")) : unclosed,
                lines,
                row.getLong("items_amount"),
                row.getLong("discount_amount"),
                row.getLong("total_amount"),
                coupon,
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                isPaid ? Instant.ofEpochMilli(paidAt) : null);
    }
}
