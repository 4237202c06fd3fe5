package io.jangteo.order;

import io.jangteo.database.Database;
import io.jangteo.user.User;
import io.jangteo.user.Users;

/** Shows the administrator what the shop knows of a user; all from one snapshot. */
public final class Customers {
    private final Database database;
    private final Users users;

    public Customers(Database database, Users users) {
        this.database = database;
        this.users = users;
    }

    /**
     * Returns a user with the numbers of orders and coupons.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public UserDetails get(long userId) {
        return database.read(handle -> {
            User user = users.require(handle, userId);
            return new UserDetails(
                    user.id(),
                    user.name(),
                    user.point(),
                    users.createdAt(handle, userId),
                    user.reference(),
                    CustomerSql.ordersByStatus(handle, userId),
                    CustomerSql.coupons(handle, userId));
        });
    }
}
