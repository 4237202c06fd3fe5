package io.jangteo.order;

import static io.jangteo.coupon.CouponRefusals.COUPON_ALREADY_USED;
import static io.jangteo.coupon.CouponRefusals.COUPON_EXPIRED;
import static io.jangteo.coupon.CouponRefusals.COUPON_REVOKED;
import static io.jangteo.coupon.CouponRefusals.ISSUED_COUPON_NOT_FOUND;
import static io.jangteo.order.OrderRefusals.INVALID_ORDER;
import static io.jangteo.order.OrderRefusals.ORDER_ALREADY_PAID;
import static io.jangteo.order.OrderRefusals.ORDER_CANCELLED;
import static io.jangteo.order.OrderRefusals.ORDER_EXPIRED;
import static io.jangteo.order.OrderRefusals.ORDER_NOT_FOUND;
import static io.jangteo.order.OrderRefusals.ORDER_REFUNDED;
import static io.jangteo.order.OrderRefusals.TOO_MANY_PENDING_ORDERS;
import static io.jangteo.point.PointRefusals.INSUFFICIENT_POINTS;
import static io.jangteo.product.ProductRefusals.OUT_OF_STOCK;
import static io.jangteo.product.ProductRefusals.PRODUCT_NOT_FOUND;
import static io.jangteo.product.ProductRefusals.PRODUCT_NOT_ON_SALE;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

public final class OrderRoutes {
    private static final String ORDERS = Route.API + "/orders";

    private OrderRoutes() {}

    public static List<Route> of(Orders orders) {
        return List.of(
                Route.post(ORDERS)
                        .named("placeOrder", "Place an order and take its stock")
                        .access(Access.SHOPPER)
                        .body(NewOrder.class)
                        .creates(Order.class, order -> ORDERS + "/" + order.id())
                        .refuses(USER_NOT_FOUND, INVALID_ORDER, PRODUCT_NOT_FOUND, PRODUCT_NOT_ON_SALE, OUT_OF_STOCK)
                        .refuses(ISSUED_COUPON_NOT_FOUND, COUPON_REVOKED, COUPON_ALREADY_USED, COUPON_EXPIRED)
                        .refuses(TOO_MANY_PENDING_ORDERS)
                        .batches(OrderRoutes::newOrder, orders.placements(), order -> order),
                Route.get(ORDERS + "/{orderId}")
                        .named("getOrder", "An order")
                        .access(Access.SHOPPER)
                        .requiredQuery("userId", "integer", "The id of the order's user")
                        .asOf()
                        .replies(Order.class)
                        .refuses(USER_NOT_FOUND, ORDER_NOT_FOUND)
                        .looksUp(request -> get(orders, request)),
                Route.get(Route.API + "/users/{userId}/orders")
                        .named("listOrders", "A user's orders, newest first")
                        .access(Access.SHOPPER)
                        .asOf()
                        .paged()
                        .replies(OrderPage.class)
                        .refuses(USER_NOT_FOUND)
                        .reads(request -> orders.ofUser(request.userId(), request.page(), request.asOf())),
                Route.post(ORDERS + "/{orderId}/payment")
                        .named("payOrder", "Pay an order with points")
                        .access(Access.SHOPPER)
                        .body(UserRequest.class)
                        .replies(Order.class)
                        .refuses(USER_NOT_FOUND, ORDER_NOT_FOUND)
                        .refuses(ORDER_ALREADY_PAID, ORDER_CANCELLED, ORDER_EXPIRED, ORDER_REFUNDED)
                        .refuses(COUPON_REVOKED, COUPON_ALREADY_USED, COUPON_EXPIRED, INSUFFICIENT_POINTS)
                        .batches(OrderRoutes::payment, orders.payments(), order -> order),
                Route.post(ORDERS + "/{orderId}/cancel")
                        .named("cancelOrder", "Cancel an order, or refund it if it was paid")
                        .access(Access.SHOPPER)
                        .body(UserRequest.class)
                        .replies(Order.class)
                        .refuses(USER_NOT_FOUND, ORDER_NOT_FOUND)
                        .refuses(ORDER_CANCELLED, ORDER_EXPIRED, ORDER_REFUNDED)
                        .writes((request, tx) -> orders.cancel(tx, request.id("orderId"), userId(request))));
    }

    private static NewOrder newOrder(Request request) {
        NewOrder order = request.body(NewOrder.class);
        request.actingAs(order.userId());
        return order;
    }

    private static Payment payment(Request request) {
        return new Payment(request.id("orderId"), userId(request));
    }

    private static Order get(Orders orders, Request request) {
        long userId = request.actingAs(request.requiredNumber("userId"));
        return orders.get(request.id("orderId"), userId, request.asOf());
    }

    private static long userId(Request request) {
        return request.actingAs(request.body(UserRequest.class).userId());
    }
}
