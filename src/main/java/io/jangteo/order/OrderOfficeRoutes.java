package io.jangteo.order;

import static io.jangteo.order.OrderRefusals.ORDER_CANCELLED;
import static io.jangteo.order.OrderRefusals.ORDER_EXPIRED;
import static io.jangteo.order.OrderRefusals.ORDER_NOT_FOUND;
import static io.jangteo.order.OrderRefusals.ORDER_REFUNDED;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.database.Search;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The administrator's view of the orders, and of the users who placed them. */
public final class OrderOfficeRoutes {
    private static final String ORDERS = Route.ADMIN + "/orders";

    private OrderOfficeRoutes() {}

    public static List<Route> of(OrderList list, Orders orders, Trails trails, Customers customers) {
        return List.of(
                Route.get(ORDERS)
                        .named("listAllOrders", "Every user's orders, newest first")
                        .access(Access.ADMIN)
                        .query(
                                "status",
                                "string",
                                "One or more of PENDING, PAID, REFUNDED, CANCELLED, EXPIRED; all if omitted")
                        .query("userId", "integer", "The user's id; all users if omitted")
                        .query("query", "string", "Part of the user's name, or an order's id; A to Z in either case")
                        .query("from", "string", "The first business day of their placing, such as 2026-11-22")
                        .query("to", "string", "The last business day of their placing")
                        .query(Route.DETAILS, "boolean", "Whether to name the users, and to count the orders first")
                        .paged()
                        .lists(OfficeOrderPage.class, "orders")
                        .refuses(USER_NOT_FOUND)
                        .reads(request ->
                                list.page(filter(request), request.flag(Route.DETAILS), request.sortedPage())),
                Route.get(ORDERS + "/{id}/trail")
                        .named("getOrderTrail", "Everything that an order caused")
                        .access(Access.ADMIN)
                        .replies(OrderTrail.class)
                        .refuses(ORDER_NOT_FOUND)
                        .reads(request -> trails.of(request.id("id"))),
                Route.post(ORDERS + "/{id}/cancel")
                        .named("cancelAnyOrder", "Cancel any user's order, or refund it if it was paid")
                        .access(Access.ADMIN)
                        .body(CancelRequest.class)
                        .replies(Order.class)
                        .refuses(ORDER_NOT_FOUND, ORDER_CANCELLED, ORDER_EXPIRED, ORDER_REFUNDED)
                        .writes((request, tx) -> orders.cancelAny(
                                tx,
                                request.id("id"),
                                request.body(CancelRequest.class).reason())),
                Route.get(Route.ADMIN + "/users/{id}")
                        .named("getUserDetails", "A user with the numbers of orders and coupons")
                        .access(Access.ADMIN)
                        .replies(UserDetails.class)
                        .refuses(USER_NOT_FOUND)
                        .reads(request -> customers.get(request.id("id"))));
    }

    private static OrderFilter filter(Request request) {
        return new OrderFilter(
                request.choices("status", OrderStatus.class),
                request.optionalNumber("userId"),
                Search.of(request.optionalPart("query")),
                request.optionalDate("from"),
                request.optionalDate("to"));
    }
}
