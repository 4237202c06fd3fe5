package io.jangteo.order;

import io.jangteo.database.Database;
import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import io.jangteo.database.Sql;
import io.jangteo.order.OrderListSql.Form;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.user.User;
import io.jangteo.user.UserName;
import io.jangteo.user.Users;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
    public OfficeOrderPage page(OrderFilter filter, boolean withDetails, SortedPage page) {
        return database.read(handle -> {
            Optional<User> user = filter.userId().map(userId -> users.require(handle, userId));
            List<Order> fetched = ids(handle, filter, user, page).stream()
                    .map(id -> OrderSql.find(handle, id).orElseThrow())
                    .toList();
            return page.of(
                    fetched,
                    order -> filter.isByPlacing() ? order.createdAt().toEpochMilli() : "",
                    Order::id,
                    (orders, nextCursor) -> new OfficeOrderPage(
                            orders,
                            withDetails ? names(handle, user, orders) : null,
                            withDetails && page.isFirst() ? total(handle, filter, user, orders, nextCursor) : null,
                            nextCursor));
        });
    }

    /** Returns how many orders can be paid at the moment. */
    public long countPending(Handle handle, Instant at) {
        return OrderListSql.countPending(handle, at);
    }

    private List<UserName> names(Handle handle, Optional<User> user, List<Order> orders) {
        return user.map(one -> List.of(UserName.of(one)))
                .orElseGet(() ->
                        users.names(handle, orders.stream().map(Order::userId).collect(Collectors.toSet())));
    }

    private List<Long> ids(Handle handle, OrderFilter filter, Optional<User> user, SortedPage page) {
        List<Sql> lists = lists(handle, Form.IDS, filter, user, page);
        if (lists.isEmpty()) {
            return numbers(OrderListSql.walked(handle, filter, days, page));
        }
        return lists.size() == 1
                ? numbers(lists.get(0))
                : lists.stream()
                        .flatMap(list -> numbers(list).stream())
                        .sorted(Comparator.reverseOrder())
                        .limit(page.limitPlusOne())
                        .toList();
    }

    private @Nullable Long total(
            Handle handle, OrderFilter filter, Optional<User> user, List<Order> first, @Nullable String nextCursor) {
        if (nextCursor == null) {
            return (long) first.size();
        }
        List<Long> counts = lists(handle, Form.COUNT, filter, user, new SortedPage(SortedPage.COUNT_MAX, "")).stream()
                .flatMap(list -> numbers(list).stream())
                .toList();
        long total = counts.stream().mapToLong(count -> count).sum();
        return counts.isEmpty() ? null : SortedPage.counted(total);
    }

    private static List<Long> numbers(Sql list) {
        return list.list(row -> row.getLong(1));
    }

    /** Returns the lists that together are the one asked for; none if it has to be walked. */
    private List<Sql> lists(Handle handle, Form form, OrderFilter filter, Optional<User> user, SortedPage page) {
        Search search = filter.search();
        if (user.isPresent()) {
            long userId = user.get().id();
            boolean isOwn = OrderSql.userOf(handle, search.id()).equals(filter.userId());
            return List.of(
                    search.matchesName(user.get().name())
                            ? OrderListSql.ofUser(handle, form, userId, filter, days, page)
                            : OrderListSql.found(handle, form, List.of(), isOwn ? search.id() : 0, filter, days, page));
        }
        if (!search.isEverything()) {
            return users.named(handle, search).stream()
                    .map(named -> OrderListSql.found(handle, form, named, search.id(), filter, days, page))
                    .toList();
        }
        return filter.isByPlacing()
                ? List.of(OrderListSql.byPlacing(handle, form, filter, days, page))
                : lists(handle, form, filter.statuses(), page);
    }

    private static List<Sql> lists(Handle handle, Form form, Set<OrderStatus> statuses, SortedPage page) {
        return statuses.size() == OrderStatus.values().length
                ? List.of(OrderListSql.all(handle, form, page))
                : statuses.stream()
                        .map(status -> list(handle, form, status, page))
                        .toList();
    }

    private static Sql list(Handle handle, Form form, OrderStatus status, SortedPage page) {
        return switch (status) {
            case PENDING -> OrderListSql.pending(handle, form, page);
            case PAID -> OrderListSql.paid(handle, form, page);
            case REFUNDED, CANCELLED, EXPIRED -> OrderListSql.closed(handle, form, status, page);
        };
    }
}
