package io.jangteo.order;

import static io.jangteo.order.OrderRefusals.ORDER_NOT_FOUND;

import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.UsableCoupon;
import io.jangteo.database.AsOf;
import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.point.Points;
import io.jangteo.product.Product;
import io.jangteo.product.Products;
import io.jangteo.product.StockMovementKind;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.user.Users;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Places, pays, cancels, refunds and expires orders, each in one commit. */
public final class Orders {
    /** The data platform's event name for a payment. */
    public static final String ORDER_PAID = "order.paid";

    private final Database database;
    private final Users users;
    private final Products products;
    private final Coupons coupons;
    private final Points points;
    private final Outbox outbox;
    private final SalesLedger sales;
    private final BusinessDays days;
    private final OrderLimits limits;

    public Orders(
            Database database,
            Users users,
            Products products,
            Coupons coupons,
            Points points,
            Outbox outbox,
            SalesLedger sales,
            BusinessDays days,
            OrderLimits limits) {
        this.database = database;
        this.users = users;
        this.products = products;
        this.coupons = coupons;
        this.points = points;
        this.outbox = outbox;
        this.sales = sales;
        this.days = days;
        this.limits = limits;
    }

    /**
     * Places an order at the shop's prices and takes its stock. A coupon is checked, but used only by the payment.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INVALID_ORDER}; {@code PRODUCT_NOT_FOUND};
     *     {@code ISSUED_COUPON_NOT_FOUND}, {@code COUPON_ALREADY_USED}, {@code COUPON_EXPIRED};
     *     {@code TOO_MANY_PENDING_ORDERS}; {@code OUT_OF_STOCK}
     */
    public Order place(Tx tx, NewOrder request) {
        users.require(tx.handle(), request.userId());
        Basket basket = Basket.of(request.items(), limits);
        Map<Long, Product> found = new LinkedHashMap<>();
        basket.quantities().keySet().forEach(id -> found.put(id, products.require(tx.handle(), id)));
        Optional<UsableCoupon> coupon = Optional.ofNullable(request.issuedCouponId())
                .map(id -> coupons.requireUsable(tx, id, request.userId()));
        List<OrderLine> lines = basket.lines(found);
        Pricing pricing = Pricing.of(lines, coupon);
        requireRoomForAnother(tx, request.userId());
        Instant expiresAt = tx.now().plus(limits.timeToLive());
        long id =
                OrderSql.insert(tx.handle(), request.userId(), pricing, request.issuedCouponId(), tx.now(), expiresAt);
        for (int i = 0; i < lines.size(); i++) {
            OrderLineSql.insert(tx.handle(), id, i + 1, lines.get(i));
        }
        Order order = new Order(
                id,
                request.userId(),
                OrderStatus.PENDING,
                lines,
                pricing.itemsAmount(),
                pricing.discountAmount(),
                pricing.totalAmount(),
                request.issuedCouponId(),
                tx.now(),
                expiresAt,
                null);
        basket.byProductId()
                .forEach((productId, quantity) -> products.take(tx, productId, quantity, order.reference()));
        return order;
    }

    /**
     * Pays an order: takes the points, uses the coupon, marks the order paid and queues the message for the data
     * platform.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code ORDER_NOT_FOUND}, also for another user's;
     *     {@code ORDER_ALREADY_PAID}, {@code ORDER_CANCELLED}, {@code ORDER_EXPIRED}, {@code ORDER_REFUNDED};
     *     {@code COUPON_ALREADY_USED}, {@code COUPON_EXPIRED}; {@code INSUFFICIENT_POINTS}
     */
    public Order pay(Tx tx, long orderId, long userId) {
        Order order = requireOwn(tx.handle(), orderId, userId);
        if (!order.isPayableAt(tx.now())) {
            throw OrderRefusals.unchangeable(order.status());
        }
        // Before the order is marked: the schema allows a coupon on one paid order only.
        if (order.issuedCouponId() != null) {
            coupons.use(tx, order.issuedCouponId(), userId, orderId);
        }
        LocalDate day = days.dayOf(tx.now());
        if (!OrderSql.markPaid(tx.handle(), orderId, tx.now(), day)) {
            throw OrderRefusals.unchangeable(order.status());
        }
        points.spend(tx, userId, order.totalAmount(), order.reference());
        sales.add(tx, day, units(order));
        Order paid = order.paid(tx.now());
        outbox.add(tx, orderId, ORDER_PAID, paid);
        return paid;
    }

    /**
     * Cancels an unpaid order, or refunds a paid one: points, stock, coupon (unless it has expired) and daily sales are
     * all restored.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code ORDER_NOT_FOUND}, also for another user's;
     *     {@code ORDER_CANCELLED}, {@code ORDER_EXPIRED}, {@code ORDER_REFUNDED}
     */
    public Order cancel(Tx tx, long orderId, long userId) {
        Order order = requireOwn(tx.handle(), orderId, userId);
        if (order.status() == OrderStatus.PAID) {
            return refund(tx, order);
        }
        if (!OrderSql.markCancelled(tx.handle(), orderId, tx.now())) {
            throw OrderRefusals.unchangeable(order.status());
        }
        giveStockBack(tx, order, StockMovementKind.CANCEL);
        return order.closed(OrderStatus.CANCELLED);
    }

    /** Expires an order whose time is over and gives its stock back; returns false, and does nothing, for any other. */
    public boolean expire(Tx tx, long orderId) {
        boolean expired = OrderSql.markExpired(tx.handle(), orderId, tx.now());
        if (expired) {
            Order order = OrderSql.find(tx.handle(), orderId).orElseThrow();
            giveStockBack(tx, order, StockMovementKind.EXPIRE);
        }
        return expired;
    }

    /**
     * Returns an order as it was at that moment.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code ORDER_NOT_FOUND}, also for another user's and
     *     for one placed later
     */
    public Order get(long orderId, long userId, AsOf asOf) {
        return database.read(handle -> {
            users.require(handle, userId, asOf);
            return OrderSql.find(handle, orderId, userId, asOf).orElseThrow(ORDER_NOT_FOUND::problem);
        });
    }

    /**
     * Returns a user's orders with one of the statuses at that moment, newest first, as they were then.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public OrderPage ofUser(long userId, Set<OrderStatus> statuses, Page page, AsOf asOf) {
        List<Order> fetched = database.read(handle -> {
            users.require(handle, userId, asOf);
            return OrderSql.list(handle, userId, statuses, page, asOf);
        });
        return page.of(fetched, Order::id, OrderPage::new);
    }

    /** Limits unpaid orders, which hold stock: without a limit one user could reserve it all. */
    private void requireRoomForAnother(Tx tx, long userId) {
        int maximum = limits.pendingMax();
        if (maximum > 0 && OrderSql.countPayable(tx.handle(), userId, tx.now()) >= maximum) {
            throw OrderRefusals.tooManyPendingOrders(maximum);
        }
    }

    private Order requireOwn(Handle handle, long orderId, long userId) {
        users.require(handle, userId);
        return OrderSql.find(handle, orderId, userId, AsOf.NOW).orElseThrow(ORDER_NOT_FOUND::problem);
    }

    private Order refund(Tx tx, Order order) {
        LocalDate day = OrderSql.markRefunded(tx.handle(), order.id(), tx.now())
                .orElseThrow(() -> OrderRefusals.unchangeable(OrderStatus.REFUNDED));
        points.refund(tx, order.userId(), order.totalAmount(), order.reference());
        giveStockBack(tx, order, StockMovementKind.REFUND);
        if (order.issuedCouponId() != null) {
            coupons.giveBack(tx, order.issuedCouponId(), order.id());
        }
        Map<Long, Long> returned = units(order);
        returned.replaceAll((productId, sold) -> -sold);
        sales.add(tx, day, returned);
        return order.closed(OrderStatus.REFUNDED);
    }

    private void giveStockBack(Tx tx, Order order, StockMovementKind kind) {
        new Basket(units(order))
                .byProductId()
                .forEach((productId, quantity) -> products.giveBack(tx, productId, kind, quantity, order.reference()));
    }

    private static Map<Long, Long> units(Order order) {
        Map<Long, Long> units = new LinkedHashMap<>();
        order.items().forEach(line -> units.put(line.productId(), line.quantity()));
        return units;
    }
}
