package io.jangteo.order;

import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.LockedCoupons;
import io.jangteo.coupon.UsableCoupon;
import io.jangteo.database.Batch;
import io.jangteo.database.Outcome;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.point.Accounts;
import io.jangteo.point.Points;
import io.jangteo.product.Products;
import io.jangteo.product.Stocks;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Places orders at the shop's prices and takes their stock. A coupon is checked, but used only by the payment. */
final class Placements implements Batch<NewOrder, Order> {
    private final Products products;
    private final Coupons coupons;
    private final Points points;
    private final Outbox outbox;
    private final OrderLimits limits;

    Placements(Products products, Coupons coupons, Points points, Outbox outbox, OrderLimits limits) {
        this.products = products;
        this.coupons = coupons;
        this.points = points;
        this.outbox = outbox;
        this.limits = limits;
    }

    /** What a user who exists wants. */
    private record Wish(NewOrder request, Basket basket) {}

    /**
     * Everything that the wishes are decided on.
     *
     * @param payable by user: orders that wait for their payment; empty if their number is not limited
     */
    private record Held(LockedCoupons coupons, Stocks stocks, Map<Long, Long> payable) {}

    @Override
    public List<Outcome<Order>> run(Tx tx, List<NewOrder> requests) {
        Accounts accounts =
                points.lock(tx, requests.stream().map(NewOrder::userId).toList());
        List<Outcome<Wish>> wishes = requests.stream()
                .map(request -> Outcome.of(request).map(asked -> wish(accounts, asked)))
                .toList();
        Held held = hold(tx, Outcome.results(wishes));
        List<Outcome<Order>> drafts = wishes.stream()
                .map(wish -> wish.map(wanted -> draft(tx, held, wanted)))
                .toList();
        Iterator<Order> placed = store(tx, held.stocks, Outcome.results(drafts)).iterator();
        return drafts.stream().map(draft -> draft.map(decided -> placed.next())).toList();
    }

    private Wish wish(Accounts accounts, NewOrder request) {
        if (!accounts.has(request.userId())) {
            throw USER_NOT_FOUND.problem();
        }
        return new Wish(request, Basket.of(request.items(), limits));
    }

    private Held hold(Tx tx, List<Wish> wishes) {
        LockedCoupons issued = coupons.lock(
                tx,
                wishes.stream()
                        .map(wish -> wish.request.issuedCouponId())
                        .filter(Objects::nonNull)
                        .toList());
        Stocks stocks = products.lock(
                tx,
                wishes.stream()
                        .flatMap(wish -> wish.basket.byProductId().keySet().stream())
                        .toList());
        List<Long> users = wishes.stream().map(wish -> wish.request.userId()).toList();
        return new Held(
                issued,
                stocks,
                limits.pendingMax() > 0 ? OrderSql.countPayable(tx.handle(), users, tx.now()) : Map.of());
    }

    /** Returns the order without its id. */
    private Order draft(Tx tx, Held held, Wish wish) {
        NewOrder request = wish.request;
        List<OrderLine> lines = wish.basket.lines(held.stocks::require);
        held.stocks.requireOnSale(wish.basket.quantities().keySet());
        Optional<UsableCoupon> coupon = Optional.ofNullable(request.issuedCouponId())
                .map(id -> held.coupons.requireUsable(id, request.userId(), tx.now()));
        Pricing pricing = Pricing.of(lines, coupon);
        requireRoomForAnother(held, request.userId());
        held.stocks.reserve(wish.basket.byProductId());
        if (limits.pendingMax() > 0) {
            held.payable.merge(request.userId(), 1L, Long::sum);
        }
        Instant expiresAt = tx.now().plus(limits.timeToLive());
        return Order.placed(request, lines, pricing, tx.now(), expiresAt);
    }

    /** Limits unpaid orders, which hold stock: without a limit one user could reserve it all. */
    private void requireRoomForAnother(Held held, long userId) {
        int maximum = limits.pendingMax();
        if (maximum > 0 && held.payable.getOrDefault(userId, 0L) >= maximum) {
            throw OrderRefusals.tooManyPendingOrders(maximum);
        }
    }

    private List<Order> store(Tx tx, Stocks stocks, List<Order> drafts) {
        if (drafts.isEmpty()) {
            return drafts;
        }
        List<Order> orders = OrderChangesSql.insert(tx.handle(), drafts);
        OrderLineSql.insert(tx.handle(), orders);
        orders.forEach(order -> stocks.take(order.units(), order.reference()));
        outbox.addOfOrders(tx, EventType.ORDER_PLACED, orders, Order::id, OrderMessage::of);
        stocks.store(tx);
        return orders;
    }
}
