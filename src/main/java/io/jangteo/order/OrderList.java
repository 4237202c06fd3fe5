package io.jangteo.order;

import io.jangteo.database.Database;
import io.jangteo.database.SortedPage;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.user.Users;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Every user's orders, for the administrator. */
public final class OrderList {
    private final Database database;
    private final Users users;
    private final BusinessDays days;

    public OrderList(Database database, Users users, BusinessDays days) {
        this.database = database;
        this.users = users;
        this.days = days;
    }

    /**
     * Returns orders, newest first: by their ids, or, of all users and certain days, by the time of their placing.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public OrderPage page(OrderFilter filter, SortedPage page) {
        List<Order> fetched = database.read(handle -> {
            filter.userId().ifPresent(userId -> users.require(handle, userId));
            return ids(handle, filter, page).stream()
                    .map(id -> OrderSql.find(handle, id).orElseThrow())
                    .toList();
        });
        return page.of(
                fetched,
                order -> filter.isByPlacing() ? order.createdAt().toEpochMilli() : "",
                Order::id,
                OrderPage::new);
    }

    /** Returns how many orders can be paid at the moment. */
    public long countPending(Handle handle, Instant at) {
        return OrderListSql.countPending(handle, at);
    }

    private List<Long> ids(Handle handle, OrderFilter filter, SortedPage page) {
        if (filter.userId().isPresent()) {
            return OrderListSql.ofUser(handle, filter.userId().get(), filter, days, page);
        }
        return filter.isByPlacing()
                ? OrderListSql.byPlacing(handle, filter, days, page)
                : ids(handle, filter.statuses(), page);
    }

    private static List<Long> ids(Handle handle, Set<OrderStatus> statuses, SortedPage page) {
        if (statuses.size() == OrderStatus.values().length) {
            return OrderListSql.all(handle, page);
        }
        return statuses.stream()
                .flatMap(status -> ids(handle, status, page).stream())
                .sorted(Comparator.reverseOrder())
                .limit(page.limitPlusOne())
                .toList();
    }

    private static List<Long> ids(Handle handle, OrderStatus status, SortedPage page) {
        return switch (status) {
            case PENDING -> OrderListSql.pending(handle, page);
            case PAID -> OrderListSql.paid(handle, page);
            case REFUNDED, CANCELLED, EXPIRED -> OrderListSql.closed(handle, status, page);
        };
    }
}
