package io.jangteo.order;

import static io.jangteo.order.OrderRefusals.ORDER_NOT_FOUND;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.coupon.Coupons;
import io.jangteo.database.AsOf;
import io.jangteo.database.Batch;
import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.point.Accounts;
import io.jangteo.point.Points;
import io.jangteo.product.Products;
import io.jangteo.product.StockMovementKind;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.user.Users;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places, pays, cancels, refunds and expires orders, each in one commit. */
public final class Orders {
    private final Database database;
    private final Users users;
    private final Products products;
    private final Coupons coupons;
    private final Points points;
    private final Outbox outbox;
    private final SalesLedger sales;
    private final Batch<NewOrder, Order> placements;
    private final Batch<Payment, Order> payments;

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
        this.placements = new Placements(products, coupons, points, outbox, limits);
        this.payments = new Payments(coupons, points, outbox, sales, days);
    }

    /**
     * Places an order at the shop's prices and takes its stock. A coupon is checked, but used only by the payment.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INVALID_ORDER}; {@code PRODUCT_NOT_FOUND};
     *     {@code PRODUCT_NOT_ON_SALE}; {@code ISSUED_COUPON_NOT_FOUND}, {@code COUPON_REVOKED}, {@code
     * COUPON_ALREADY_USED},
     *     {@code COUPON_EXPIRED};
     *     {@code TOO_MANY_PENDING_ORDERS}; {@code OUT_OF_STOCK}
     */
    public Order place(Tx tx, NewOrder request) {
        return placements.one(tx, request);
    }

    /** Returns the orders that callers place at once. */
    public Batch<NewOrder, Order> placements() {
        return placements;
    }

    /**
     * Pays an order: takes the points, uses the coupon, marks the order paid and queues the message for the data
     * platform.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code ORDER_NOT_FOUND}, also for another user's;
     *     {@code ORDER_ALREADY_PAID}, {@code ORDER_CANCELLED}, {@code ORDER_EXPIRED}, {@code ORDER_REFUNDED};
     *     {@code COUPON_REVOKED}, {@code COUPON_ALREADY_USED}, {@code COUPON_EXPIRED}; {@code INSUFFICIENT_POINTS}
     */
    public Order pay(Tx tx, long orderId, long userId) {
        return payments.one(tx, new Payment(orderId, userId));
    }

    /** Returns the payments that callers make at once. */
    public Batch<Payment, Order> payments() {
        return payments;
    }

    /**
     * Cancels an unpaid order, or refunds a paid one: points, stock, coupon (unless it has expired) and daily sales are
     * all restored.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code ORDER_NOT_FOUND}, also for another user's;
     *     {@code ORDER_CANCELLED}, {@code ORDER_EXPIRED}, {@code ORDER_REFUNDED}
     */
    public Order cancel(Tx tx, long orderId, long userId) {
        return cancel(tx, orderId, userId, null);
    }

    /**
     * Cancels or refunds any user's order in the same way, by the administrator, and keeps the reason.
     *
     * @throws io.jangteo.problem.Problem {@code ORDER_NOT_FOUND}; {@code ORDER_CANCELLED}, {@code ORDER_EXPIRED},
     *     {@code ORDER_REFUNDED}
     */
    public Order cancelAny(Tx tx, long orderId, String reason) {
        // The user is locked before the order, and never changes.
        long userId = OrderSql.userOf(tx.handle(), orderId).orElseThrow(ORDER_NOT_FOUND::problem);
        return cancel(tx, orderId, userId, reason);
    }

    /** Cancels an order that can still be paid, for that reason; returns false, and does nothing, for any other. */
    public boolean cancelUnpaid(Tx tx, long orderId, String reason) {
        Optional<Long> userId = OrderSql.userOf(tx.handle(), orderId);
        userId.ifPresent(id -> points.lock(tx, List.of(id)));
        boolean isUnpaid = OrderSql.lock(tx.handle(), orderId)
                .filter(order -> order.status() == OrderStatus.PENDING && order.isPayableAt(tx.now()))
                .isPresent();
        if (isUnpaid) {
            cancel(tx, orderId, userId.orElseThrow(), reason);
        }
        return isUnpaid;
    }

    private Order cancel(Tx tx, long orderId, long userId, @Nullable String reason) {
        Accounts accounts = points.lock(tx, List.of(userId));
        if (!accounts.has(userId)) {
            throw USER_NOT_FOUND.problem();
        }
        Order order = OrderSql.lock(tx.handle(), orderId)
                .filter(locked -> locked.userId() == userId)
                .orElseThrow(ORDER_NOT_FOUND::problem);
        if (order.status().isFinal()) {
            throw OrderRefusals.unchangeable(order.status());
        }
        products.hold(tx, order.units().keySet());
        if (order.status() == OrderStatus.PAID) {
            return refund(tx, accounts, order, reason);
        }
        if (!order.isPayableAt(tx.now())) {
            throw OrderRefusals.unchangeable(order.status());
        }
        OrderChangesSql.markCancelled(tx.handle(), orderId, tx.now(), reason);
        giveStockBack(tx, order, StockMovementKind.CANCEL);
        Order cancelled = order.closed(OrderStatus.CANCELLED);
        tell(tx, EventType.ORDER_CANCELLED, cancelled, reason);
        return cancelled;
    }

    /** Expires an order whose time is over and gives its stock back; returns false, and does nothing, for any other. */
    public boolean expire(Tx tx, long orderId) {
        Optional<Order> pending =
                OrderSql.lock(tx.handle(), orderId).filter(order -> order.status() == OrderStatus.PENDING);
        pending.ifPresent(order -> products.hold(tx, order.units().keySet()));
        Optional<Order> overdue = pending.filter(order -> !order.isPayableAt(tx.now()));
        overdue.ifPresent(order -> {
            OrderChangesSql.markExpired(tx.handle(), orderId, tx.now());
            giveStockBack(tx, order, StockMovementKind.EXPIRE);
            tell(tx, EventType.ORDER_EXPIRED, order.closed(OrderStatus.EXPIRED), null);
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
     * Returns a user's orders as they were at that moment, newest first.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public OrderPage ofUser(long userId, Page page, AsOf asOf) {
        List<Order> fetched = database.read(handle -> {
            users.require(handle, userId, asOf);
            return OrderSql.list(handle, userId, page, asOf);
        });
        return page.of(fetched, Order::id, OrderPage::new);
    }

    private Order refund(Tx tx, Accounts accounts, Order order, @Nullable String reason) {
        LocalDate day = OrderChangesSql.markRefunded(tx.handle(), order.id(), tx.now(), reason);
        accounts.refund(order.userId(), order.totalAmount(), order.reference());
        accounts.store(tx);
        if (order.issuedCouponId() != null) {
            coupons.giveBack(tx, order.issuedCouponId(), order.id());
        }
        giveStockBack(tx, order, StockMovementKind.REFUND);
        Order refunded = order.closed(OrderStatus.REFUNDED);
        tell(tx, EventType.ORDER_REFUNDED, refunded, reason);
        Map<Long, Long> returned = order.units();
        returned.replaceAll((productId, sold) -> -sold);
        sales.add(tx, day, returned);
        return refunded;
    }

    private void tell(Tx tx, EventType type, Order closed, @Nullable String reason) {
        outbox.addOfOrders(tx, type, List.of(closed), Order::id, order -> OrderMessage.closed(order, tx.now(), reason));
    }

    private void giveStockBack(Tx tx, Order order, StockMovementKind kind) {
        order.units()
                .forEach((productId, quantity) -> products.giveBack(tx, productId, kind, quantity, order.reference()));
    }
}
