package io.jangteo.order;

import static io.jangteo.order.OrderRefusals.ORDER_NOT_FOUND;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.LockedCoupon;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
        lockUser(tx, request.userId());
        Basket basket = Basket.of(request.items(), limits);
        Optional<LockedCoupon> issued =
                Optional.ofNullable(request.issuedCouponId()).flatMap(id -> coupons.lock(tx.handle(), id));
        Map<Long, Product> found =
                products.lock(tx.handle(), basket.byProductId().keySet());
        basket.quantities().keySet().forEach(id -> Products.require(found, id));
        Optional<UsableCoupon> coupon = Optional.ofNullable(request.issuedCouponId())
                .map(id -> LockedCoupon.requireUsable(issued, request.userId(), tx.now()));
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
        Order order = lockOwn(tx, orderId, userId);
        if (!order.isPayableAt(tx.now())) {
            throw OrderRefusals.unchangeable(order.status());
        }
        // Before the order is marked: the schema allows a coupon on one paid order only.
        if (order.issuedCouponId() != null) {
            coupons.use(tx, order.issuedCouponId(), userId, orderId);
        }
        LocalDate day = days.dayOf(tx.now());
        OrderSql.markPaid(tx.handle(), orderId, tx.now(), day);
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
        Order order = lockOwn(tx, orderId, userId);
        if (order.status().isFinal()) {
            throw OrderRefusals.unchangeable(order.status());
        }
        products.hold(tx.handle(), units(order).keySet());
        if (order.status() == OrderStatus.PAID) {
            return refund(tx, order);
        }
        if (!order.isPayableAt(tx.now())) {
            throw OrderRefusals.unchangeable(order.status());
        }
        OrderSql.markCancelled(tx.handle(), orderId, tx.now());
        giveStockBack(tx, order, StockMovementKind.CANCEL);
        return order.closed(OrderStatus.CANCELLED);
    }

    /** Expires an order whose time is over and gives its stock back; returns false, and does nothing, for any other. */
    public boolean expire(Tx tx, long orderId) {
        Optional<Order> pending =
                OrderSql.lock(tx.handle(), orderId).filter(order -> order.status() == OrderStatus.PENDING);
        pending.ifPresent(order -> products.hold(tx.handle(), units(order).keySet()));
        Optional<Order> overdue = pending.filter(order -> !order.isPayableAt(tx.now()));
        overdue.ifPresent(order -> {
            OrderSql.markExpired(tx.handle(), orderId, tx.now());
            giveStockBack(tx, order, StockMovementKind.EXPIRE);
        });
        return overdue.isPresent();
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

    private void lockUser(Tx tx, long userId) {
        if (!points.lock(tx, List.of(userId)).has(userId)) {
            throw USER_NOT_FOUND.problem();
        }
    }

    private Order lockOwn(Tx tx, long orderId, long userId) {
        lockUser(tx, userId);
        return OrderSql.lock(tx.handle(), orderId)
                .filter(order -> order.userId() == userId)
                .orElseThrow(ORDER_NOT_FOUND::problem);
    }

    private Order refund(Tx tx, Order order) {
        LocalDate day = OrderSql.markRefunded(tx.handle(), order.id(), tx.now());
        points.refund(tx, order.userId(), order.totalAmount(), order.reference());
        if (order.issuedCouponId() != null) {
            coupons.giveBack(tx, order.issuedCouponId(), order.id());
        }
        giveStockBack(tx, order, StockMovementKind.REFUND);
        Map<Long, Long> returned = units(order);
        returned.replaceAll((productId, sold) -> -sold);
        sales.add(tx, day, returned);
        return order.closed(OrderStatus.REFUNDED);
    }

    private void giveStockBack(Tx tx, Order order, StockMovementKind kind) {
        units(order)
                .forEach((productId, quantity) -> products.giveBack(tx, productId, kind, quantity, order.reference()));
    }

    /** Returns the ordered units in the order of product ids. */
    private static Map<Long, Long> units(Order order) {
        Map<Long, Long> units = new TreeMap<>();
        order.items().forEach(line -> units.put(line.productId(), line.quantity()));
        return units;
    }
}
