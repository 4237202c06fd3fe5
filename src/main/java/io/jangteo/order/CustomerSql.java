package io.jangteo.order;

import io.jangteo.database.Sql;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What a user has; each statement reads that user's rows alone. */
final class CustomerSql {
    private CustomerSql() {}

    /** Returns the number of the user's orders in each status; 0 where there are none. */
    static Map<OrderStatus, Long> ordersByStatus(Handle handle, long userId) {
        Map<OrderStatus, Long> counts = new EnumMap<>(OrderStatus.class);
        for (OrderStatus status : OrderStatus.values()) {
            counts.put(status, 0L);
        }
        Sql.of(handle, "SELECT status, COUNT(*) FROM shop_order WHERE user_id = :userId GROUP BY status")
                .with("userId", userId)
                .list(row -> counts.put(OrderStatus.valueOf(row.getString(1)), row.getLong(2)));
        return counts;
    }

    static long coupons(Handle handle, long userId) {
        return Sql.of(handle, "SELECT COUNT(*) FROM issued_coupon WHERE user_id = :userId", "userId", userId)
                .one(row -> row.getLong(1));
    }
}
