package io.jangteo.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jangteo.user.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the administrator's list of orders, newest first.
 *
 * @param users those who placed them, by id, if the details are asked for
 * @param total how many orders the whole list has, if the details of the first page are asked for; left out above
 *     {@value io.jangteo.database.SortedPage#COUNT_MAX}, and if that takes a look at each order's user
 */
public record OfficeOrderPage(
        List<Order> orders,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UserName> users,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total,
        @Nullable String nextCursor) {}
