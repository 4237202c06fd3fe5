package io.jangteo.order;

import io.jangteo.user.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the administrator's list of orders, newest first.
 *
 * @param users those who placed them, by id
 * @param total how many orders the whole list has; {@code null} after the first page, above
 *     {@value OrderList#COUNT_MAX}, and if they cannot be counted without a look at each order's user
 */
public record OfficeOrderPage(
        List<Order> orders,
        List<UserName> users,
        @Nullable Long total,
        @Nullable String nextCursor) {}
