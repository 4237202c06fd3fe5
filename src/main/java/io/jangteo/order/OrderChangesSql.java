package io.jangteo.order;

import io.jangteo.database.Engine;
import io.jangteo.database.Rows;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores new orders, and what becomes of orders that are locked. */
final class OrderChangesSql {
    private OrderChangesSql() {}

    /** Stores pending orders and returns them with their ids, in the same order. */
    static List<Order> insert(Handle handle, List<Order> orders) {
        List<Order> stored = withIds(handle, orders);
        if (stored.size() > 1 && Engine.of(handle) == Engine.POSTGRES) {
            insertTogether(handle, stored);
            return stored;
        }
        Rows.insert(
                handle,
                """
                INSERT INTO shop_order (id, user_id, status, items_amount, discount_amount, total_amount,
                    issued_coupon_id, created_at, expires_at)
                """,
                stored,
                order -> Rows.row(
                        order.id(),
                        order.userId(),
                        order.status(),
                        order.itemsAmount(),
                        order.discountAmount(),
                        order.totalAmount(),
                        order.issuedCouponId(),
                        order.createdAt(),
                        order.expiresAt()));
        return stored;
    }

    private static void insertTogether(Handle handle, List<Order> orders) {
        Sql.of(handle, """
                        INSERT INTO shop_order (id, user_id, status, items_amount, discount_amount, total_amount,
                            issued_coupon_id, created_at, expires_at)
                        SELECT id, user_id, 'PENDING', items, discount, total, coupon_id, created_at, expires_at
                        FROM unnest(:ids, :users, :items, :discounts, :totals, :coupons, :created, :expires)
                            AS o (id, user_id, items, discount, total, coupon_id, created_at, expires_at)
                        """)
                .with("ids", Sql.longs(orders, Order::id), "users", Sql.longs(orders, Order::userId))
                .with("items", Sql.longs(orders, Order::itemsAmount))
                .with("discounts", Sql.longs(orders, Order::discountAmount))
                .with("totals", Sql.longs(orders, Order::totalAmount))
                .with("coupons", Sql.longsOrNull(orders, Order::issuedCouponId))
                .with("created", Sql.longs(orders, order -> order.createdAt().toEpochMilli()))
                .with("expires", Sql.longs(orders, order -> order.expiresAt().toEpochMilli()))
                .update();
    }

    /** Takes the ids beforehand: an INSERT of many rows returns them in no given order. */
    private static List<Order> withIds(Handle handle, List<Order> orders) {
        List<Long> ids = Rows.ids(handle, "shop_order", orders.size());
        List<Order> identified = new ArrayList<>(orders.size());
        for (int i = 0; i < orders.size(); i++) {
            identified.add(orders.get(i).withId(ids.get(i)));
        }
        return identified;
    }

    /** Marks orders, which must be pending and within their time. */
    static void markPaid(Handle handle, List<Order> orders, Instant now, LocalDate salesDay) {
        int paid = orders.size() > 1
                ? markPaidTogether(handle, orders, now, salesDay)
                : orders.stream()
                        .mapToInt(order -> markPaid(handle, order.id(), now, salesDay))
                        .sum();
        require(paid, orders.size());
    }

    private static int markPaid(Handle handle, long id, Instant now, LocalDate salesDay) {
        return Sql.of(handle, """
                        UPDATE shop_order SET status = 'PAID', paid_at = :now, sales_day = :salesDay
                        WHERE id = :id AND status = 'PENDING' AND expires_at > :now
                        """, "id", id, "now", now, "salesDay", salesDay).update();
    }

    private static int markPaidTogether(Handle handle, List<Order> orders, Instant now, LocalDate salesDay) {
        return Sql.of(handle, """
                        UPDATE shop_order SET status = 'PAID', paid_at = :now, sales_day = :salesDay
                        WHERE id = ANY(:ids) AND status = 'PENDING' AND expires_at > :now
                        """, "ids", Sql.longs(orders, Order::id), "now", now, "salesDay", salesDay)
                .update();
    }

    /**
     * Marks an order, which must be pending and within its time.
     *
     * @param reason the administrator's; null for the shopper
     */
    static void markCancelled(Handle handle, long id, Instant now, @Nullable String reason) {
        require(Sql.of(handle, """
                        UPDATE shop_order SET status = 'CANCELLED', closed_at = :now, close_reason = :reason
                        WHERE id = :id AND status = 'PENDING' AND expires_at > :now
                        """, "id", id, "now", now, "reason", reason).update(), 1);
    }

    /**
     * Marks an order, which must be paid, and returns the business day on which it was.
     *
     * @param reason the administrator's; null for the shopper
     */
    static LocalDate markRefunded(Handle handle, long id, Instant now, @Nullable String reason) {
        return Sql.of(handle, """
                        UPDATE shop_order SET status = 'REFUNDED', closed_at = :now, close_reason = :reason
                        WHERE id = :id AND status = 'PAID'
                        RETURNING sales_day
                        """, "id", id, "now", now, "reason", reason).one(row -> Sql.day(row, "sales_day"));
    }

    /** Marks an order, which must be pending and past its time. */
    static void markExpired(Handle handle, long id, Instant now) {
        require(Sql.of(handle, """
                        UPDATE shop_order SET status = 'EXPIRED', closed_at = :now
                        WHERE id = :id AND status = 'PENDING' AND expires_at <= :now
                        """, "id", id, "now", now).update(), 1);
    }

    private static void require(int changed, int orders) {
        if (changed != orders) {
            throw new IllegalStateException("A locked order has changed");
        }
    }
}
