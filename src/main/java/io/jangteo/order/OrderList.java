package io.jangteo.order;

import io.jangteo.database.AsOf;
import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.user.Users;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Every user's orders, for the administrator. */
public final class OrderList {
    private final Database database;
    private final Users users;

    public OrderList(Database database, Users users) {
        this.database = database;
        this.users = users;
    }

    /**
     * Returns the orders with one of the statuses, newest first.
     *
     * @param userId of one user, or of all if empty
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public OrderPage page(Set<OrderStatus> statuses, Optional<Long> userId, Page page) {
        List<Order> fetched = database.read(handle -> {
            if (userId.isPresent()) {
                users.require(handle, userId.get());
                return OrderSql.list(handle, userId.get(), statuses, page, AsOf.NOW);
            }
            return ids(handle, statuses, page).stream()
                    .map(id -> OrderSql.find(handle, id).orElseThrow())
                    .toList();
        });
        return page.of(fetched, Order::id, OrderPage::new);
    }

    private static List<Long> ids(Handle handle, Set<OrderStatus> statuses, Page page) {
        if (statuses.size() == OrderStatus.values().length) {
            return OrderListSql.all(handle, page);
        }
        return statuses.stream()
                .flatMap(status -> ids(handle, status, page).stream())
                .sorted(Comparator.reverseOrder())
                .limit(page.limitPlusOne())
                .toList();
    }

    private static List<Long> ids(Handle handle, OrderStatus status, Page page) {
        return switch (status) {
            case PENDING -> OrderListSql.pending(handle, page);
            case PAID -> OrderListSql.paid(handle, page);
            case REFUNDED, CANCELLED, EXPIRED -> OrderListSql.closed(handle, status, page);
        };
    }
}
