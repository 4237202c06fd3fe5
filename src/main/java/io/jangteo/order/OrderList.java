package io.jangteo.order;

import io.jangteo.database.Database;
import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.user.User;
import io.jangteo.user.Users;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
     * Returns orders, newest first: by their ids, or, of all users and certain days without a search, by the time of
     * their placing.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public OrderPage page(OrderFilter filter, SortedPage page) {
        List<Order> fetched = database.read(handle -> {
            Optional<User> user = filter.userId().map(userId -> users.require(handle, userId));
            return ids(handle, filter, user, page).stream()
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

    private List<Long> ids(Handle handle, OrderFilter filter, Optional<User> user, SortedPage page) {
        Search search = filter.search();
        if (user.isPresent()) {
            long userId = user.get().id();
            boolean isOwn = OrderSql.userOf(handle, search.id()).equals(filter.userId());
            return search.matchesName(user.get().name())
                    ? OrderListSql.ofUser(handle, userId, filter, days, page)
                    : OrderListSql.found(handle, List.of(), isOwn ? search.id() : 0, filter, days, page);
        }
        if (!search.isEverything()) {
            return users.named(handle, search)
                    .map(named -> OrderListSql.found(handle, named, search.id(), filter, days, page))
                    .orElseGet(() -> OrderListSql.walked(handle, filter, days, page));
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
