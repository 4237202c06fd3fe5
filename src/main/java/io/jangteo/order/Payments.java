package io.jangteo.order;

import static io.jangteo.order.OrderRefusals.ORDER_NOT_FOUND;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.LockedCoupons;
import io.jangteo.database.Batch;
import io.jangteo.database.Outcome;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.point.Accounts;
import io.jangteo.point.Points;
import io.jangteo.schedule.BusinessDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Pays orders: takes the points, uses the coupons, marks the orders paid and queues the messages for the data platform.
 */
final class Payments implements Batch<Payment, Order> {
    private final Coupons coupons;
    private final Points points;
    private final Outbox outbox;
    private final SalesLedger sales;
    private final BusinessDays days;

    Payments(Coupons coupons, Points points, Outbox outbox, SalesLedger sales, BusinessDays days) {
        this.coupons = coupons;
        this.points = points;
        this.outbox = outbox;
        this.sales = sales;
        this.days = days;
    }

    @Override
    public List<Outcome<Order>> run(Tx tx, List<Payment> requests) {
        Accounts accounts =
                points.lock(tx, requests.stream().map(Payment::userId).toList());
        List<Outcome<Payment>> payments = requests.stream()
                .map(request -> Outcome.of(request).map(asked -> requireUser(accounts, asked)))
                .toList();
        Map<Long, Order> orders = OrderSql.lock(
                tx.handle(),
                Outcome.results(payments).stream().map(Payment::orderId).toList());
        LockedCoupons issued = coupons.lock(
                tx,
                orders.values().stream()
                        .filter(order -> order.status() == OrderStatus.PENDING)
                        .map(Order::issuedCouponId)
                        .filter(Objects::nonNull)
                        .toList());
        List<Outcome<Order>> outcomes = payments.stream()
                .map(payment -> payment.map(asked -> pay(tx, accounts, orders, issued, asked)))
                .toList();
        store(tx, accounts, issued, Outcome.results(outcomes));
        return outcomes;
    }

    private static Payment requireUser(Accounts accounts, Payment payment) {
        if (!accounts.has(payment.userId())) {
            throw USER_NOT_FOUND.problem();
        }
        return payment;
    }

    /** Changes nothing unless the whole payment is possible. */
    private static Order pay(Tx tx, Accounts accounts, Map<Long, Order> orders, LockedCoupons issued, Payment payment) {
        Order order = orders.get(payment.orderId());
        if (order == null || order.userId() != payment.userId()) {
            throw ORDER_NOT_FOUND.problem();
        }
        if (!order.isPayableAt(tx.now())) {
            throw OrderRefusals.unchangeable(order.status());
        }
        Long coupon = order.issuedCouponId();
        if (coupon != null) {
            issued.requireUsable(coupon, payment.userId(), tx.now());
        }
        accounts.spend(payment.userId(), order.totalAmount(), order.reference());
        if (coupon != null) {
            issued.use(coupon, order.id());
        }
        Order paid = order.paid(tx.now());
        orders.put(order.id(), paid);
        return paid;
    }

    private void store(Tx tx, Accounts accounts, LockedCoupons issued, List<Order> paid) {
        if (paid.isEmpty()) {
            return;
        }
        LocalDate day = days.dayOf(tx.now());
        OrderChangesSql.markPaid(tx.handle(), paid, tx.now(), day);
        issued.store(tx);
        accounts.store(tx);
        outbox.addOfOrders(tx, EventType.ORDER_PAID, paid, Order::id, OrderMessage::of);
        Map<Long, Long> sold = new TreeMap<>();
        paid.forEach(order -> order.units().forEach((product, units) -> sold.merge(product, units, Long::sum)));
        sales.add(tx, day, sold);
    }
}
