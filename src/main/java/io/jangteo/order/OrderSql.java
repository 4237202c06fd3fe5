package io.jangteo.order;

import io.jangteo.database.AsOf;
import io.jangteo.database.Page;
import io.jangteo.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads orders. */
final class OrderSql {
    private OrderSql() {}

    static Optional<Order> find(Handle handle, long id) {
        return Sql.of(handle, "SELECT * FROM shop_order WHERE id = :id", "id", id)
                .findOne(row -> order(row, OrderLineSql.list(handle, row.getLong("id")), AsOf.NOW));
    }

    /** Locks the order until the transaction ends, and returns it. */
    static Optional<Order> lock(Handle handle, long id) {
        return Sql.of(handle, "SELECT * FROM shop_order WHERE id = :id FOR NO KEY UPDATE", "id", id)
                .findOne(row -> order(row, OrderLineSql.list(handle, row.getLong("id")), AsOf.NOW));
    }

    /** Locks the orders in the order of their ids, and returns them by id; omits ids without an order. */
    static Map<Long, Order> lock(Handle handle, Collection<Long> ids) {
        Map<Long, Order> orders = new HashMap<>();
        if (ids.size() == 1) {
            lock(handle, ids.iterator().next()).ifPresent(order -> orders.put(order.id(), order));
        } else if (!ids.isEmpty()) {
            List<Order> locked = Sql.of(handle, """
                            SELECT * FROM shop_order WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE
                            """, "ids", Sql.ids(ids)).list(row -> order(row, List.of(), AsOf.NOW));
            Map<Long, List<OrderLine>> lines = OrderLineSql.list(handle, ids);
            locked.forEach(
                    order -> orders.put(order.id(), order.withItems(Objects.requireNonNull(lines.get(order.id())))));
        }
        return orders;
    }

    static Optional<Order> find(Handle handle, long id, long userId, AsOf asOf) {
        return Sql.of(handle, """
                        SELECT * FROM shop_order WHERE id = :id AND user_id = :userId AND created_at <= :at
                        """, "id", id, "userId", userId, "at", asOf.millis())
                .findOne(row -> order(row, OrderLineSql.list(handle, row.getLong("id")), asOf));
    }

    /** Returns how the order was cancelled, expired or refunded; empty if it was not. */
    static Optional<OrderEvent> closing(Handle handle, long id) {
        return Sql.of(handle, """
                        SELECT closed_at, status, close_reason FROM shop_order
                        WHERE id = :id AND closed_at IS NOT NULL
                        """, "id", id)
                .findOne(row -> new OrderEvent(
                        Sql.instant(row, "closed_at"),
                        OrderEvent.Kind.valueOf(row.getString("status")),
                        row.getString("close_reason")));
    }

    /** Returns the user who placed the order. */
    static Optional<Long> userOf(Handle handle, long id) {
        return Sql.of(handle, "SELECT user_id FROM shop_order WHERE id = :id", "id", id)
                .findOne(row -> row.getLong(1));
    }

    /** Returns a user's orders as they were at that moment, newest first; reads only that user's orders. */
    static List<Order> list(Handle handle, long userId, Page page, AsOf asOf) {
        return Sql.of(handle, """
                        SELECT * FROM shop_order WHERE user_id = :userId AND id < :before AND +created_at <= :at
                        ORDER BY id DESC LIMIT :limit
                        """, "userId", userId, "before", page.beforeOrLast(), "at", asOf.millis())
                .with("limit", page.limitPlusOne())
                .list(row -> order(row, OrderLineSql.list(handle, row.getLong("id")), asOf));
    }

    /**
     * Returns by user how many orders can still be paid at that moment, whether or not late ones have been expired;
     * omits users without such orders.
     */
    static Map<Long, Long> countPayable(Handle handle, Collection<Long> userIds, Instant now) {
        Map<Long, Long> counts = new HashMap<>();
        if (userIds.size() == 1) {
            long userId = userIds.iterator().next();
            counts.put(userId, countPayable(handle, userId, now));
        } else if (!userIds.isEmpty()) {
            Sql.of(handle, """
                            SELECT user_id, COUNT(*) FROM shop_order
                            WHERE user_id = ANY(:userIds) AND status = 'PENDING' AND expires_at > :now
                            GROUP BY user_id
                            """, "userIds", Sql.ids(userIds), "now", now)
                    .list(row -> counts.put(row.getLong(1), row.getLong(2)));
        }
        return counts;
    }

    private static long countPayable(Handle handle, long userId, Instant now) {
        return Sql.of(handle, """
                        SELECT COUNT(*) FROM shop_order
                        WHERE user_id = :userId AND status = 'PENDING' AND expires_at > :now
                        """, "userId", userId, "now", now).one(row -> row.getLong(1));
    }

    /** Returns the pending order whose time has been over for longest. */
    static Optional<Long> nextOverdue(Handle handle, Instant now) {
        return Sql.of(handle, """
                        SELECT id FROM shop_order WHERE status = 'PENDING' AND expires_at <= :now
                        ORDER BY expires_at, id LIMIT 1
                        """, "now", now).findOne(row -> row.getLong(1));
    }

    /** Locks and returns the pending order whose time has been over for longest, of those that nobody has locked. */
    static Optional<Long> lockNextOverdue(Handle handle, Instant now) {
        return Sql.of(handle, """
                        SELECT id FROM shop_order WHERE status = 'PENDING' AND expires_at <= :now
                        ORDER BY expires_at, id LIMIT 1
                        FOR NO KEY UPDATE SKIP LOCKED
                        """, "now", now).findOne(row -> row.getLong(1));
    }

    static Optional<Instant> nextExpiry(Handle handle) {
        return Sql.of(handle, "SELECT expires_at FROM shop_order WHERE status = 'PENDING' ORDER BY expires_at LIMIT 1")
                .findOne(row -> Sql.instant(row, "expires_at"));
    }

    /** Omits what happened to the order after that moment. */
    private static Order order(ResultSet row, List<OrderLine> lines, AsOf asOf) throws SQLException {
        Instant paidAt = Sql.instantOrNull(row, "paid_at");
        Instant closedAt = Sql.instantOrNull(row, "closed_at");
        boolean isPaid = paidAt != null && paidAt.toEpochMilli() <= asOf.millis();
        boolean isClosed = closedAt != null && closedAt.toEpochMilli() <= asOf.millis();
        OrderStatus unclosed = isPaid ? OrderStatus.PAID : OrderStatus.PENDING;
        return new Order(
                row.getLong("id"),
                row.getLong("user_id"),
                isClosed ? OrderStatus.valueOf(row.getString("status")) : unclosed,
                lines,
                row.getLong("items_amount"),
                row.getLong("discount_amount"),
                row.getLong("total_amount"),
                Sql.longOrNull(row, "issued_coupon_id"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                isPaid ? paidAt : null);
    }
}
