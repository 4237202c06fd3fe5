package io.jangteo.order;

import static io.jangteo.order.OrderRefusals.ORDER_NOT_FOUND;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The administrator's view of the orders. */
public final class OrderOfficeRoutes {
    private static final String ORDERS = Route.ADMIN + "/orders";

    private OrderOfficeRoutes() {}

    public static List<Route> of(OrderList orders, Trails trails) {
        return List.of(
                Route.get(ORDERS)
                        .named("listAllOrders", "Every user's orders, newest first")
                        .access(Access.ADMIN)
                        .query(
                                "status",
                                "string",
                                "One or more of PENDING, PAID, REFUNDED, CANCELLED, EXPIRED; all if omitted")
                        .query("userId", "integer", "The user's id; all users if omitted")
                        .paged()
                        .replies(OrderPage.class)
                        .refuses(USER_NOT_FOUND)
                        .reads(request -> orders.page(
                                request.choices("status", OrderStatus.class),
                                request.optionalNumber("userId"),
                                request.page())),
                Route.get(ORDERS + "/{id}/trail")
                        .named("getOrderTrail", "Everything that an order caused")
                        .access(Access.ADMIN)
                        .replies(OrderTrail.class)
                        .refuses(ORDER_NOT_FOUND)
                        .reads(request -> trails.of(request.id("id"))));
    }
}
