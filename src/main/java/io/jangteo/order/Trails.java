package io.jangteo.order;

import static io.jangteo.order.OrderRefusals.ORDER_NOT_FOUND;

import io.jangteo.coupon.CouponUse;
import io.jangteo.coupon.Coupons;
import io.jangteo.database.Database;
import io.jangteo.dataplatform.Deliveries;
import io.jangteo.point.Points;
import io.jangteo.product.Products;
import io.jangteo.user.UserName;
import io.jangteo.user.Users;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Follows an order's effects through every room, each of which reads its own rows; all read one snapshot. */
public final class Trails {
    private final Database database;
    private final Users users;
    private final Points points;
    private final Products products;
    private final Coupons coupons;
    private final Deliveries deliveries;

    public Trails(
            Database database, Users users, Points points, Products products, Coupons coupons, Deliveries deliveries) {
        this.database = database;
        this.users = users;
        this.points = points;
        this.products = products;
        this.coupons = coupons;
        this.deliveries = deliveries;
    }

    /**
     * Collects everything that one order caused.
     *
     * @throws io.jangteo.problem.Problem {@code ORDER_NOT_FOUND}
     */
    public OrderTrail of(long orderId) {
        return database.read(handle -> {
            Order order = OrderSql.find(handle, orderId).orElseThrow(ORDER_NOT_FOUND::problem);
            return new OrderTrail(
                    order,
                    UserName.of(users.require(handle, order.userId())),
                    events(handle, order),
                    points.ofOrder(handle, order.reference()),
                    coupon(handle, order),
                    products.movementsOfOrder(handle, order.reference()),
                    deliveries.ofOrder(handle, orderId));
        });
    }

    private @Nullable CouponUse coupon(Handle handle, Order order) {
        return order.issuedCouponId() == null
                ? null
                : coupons.useOf(handle, order.issuedCouponId()).orElse(null);
    }

    private static List<OrderEvent> events(Handle handle, Order order) {
        List<OrderEvent> events = new ArrayList<>();
        events.add(new OrderEvent(order.createdAt(), OrderEvent.Kind.PLACED, null));
        if (order.paidAt() != null) {
            events.add(new OrderEvent(order.paidAt(), OrderEvent.Kind.PAID, null));
        }
        OrderSql.closing(handle, order.id()).ifPresent(events::add);
        return events;
    }
}
