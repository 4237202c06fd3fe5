package io.jangteo.demo;

import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.IssuedCoupon;
import io.jangteo.coupon.NewCoupon;
import io.jangteo.database.Tx;
import io.jangteo.order.NewOrder;
import io.jangteo.order.Order;
import io.jangteo.order.Orders;
import io.jangteo.point.Points;
import io.jangteo.problem.Problem;
import io.jangteo.product.NewProduct;
import io.jangteo.product.Products;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.schedule.Threads;
import io.jangteo.seed.EmptyShop;
import io.jangteo.user.NewUser;
import io.jangteo.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A small market with four days of history to explore. {@code db/demo/README.md} describes it. */
public final class DemoShop {
    private static final DemoMoment OPENING = new DemoMoment(-4, "09:00");
    /** The time between placing an order and paying it. */
    private static final Duration PAID_AFTER = Duration.ofSeconds(20);

    private final Users users;
    private final Points points;
    private final Products products;
    private final Coupons coupons;
    private final Orders orders;
    private final BusinessDays days;

    public DemoShop(Users users, Points points, Products products, Coupons coupons, Orders orders, BusinessDays days) {
        this.users = users;
        this.points = points;
        this.products = products;
        this.coupons = coupons;
        this.orders = orders;
        this.days = days;
    }

    /** Reads the data on a thread of its own, which a start has time for while it opens the database. */
    public static void loadAhead() {
        Threads.daemon("jangteo-load-demo", DemoData::inJar).start();
    }

    /**
     * Loads the demo shop, unless there is a user, a product or a coupon already.
     *
     * @return whether it was loaded
     * @throws IllegalStateException if it does not fit this shop's limits
     */
    public boolean loadIfEmpty(Tx tx) {
        if (!EmptyShop.isHere(tx)) {
            return false;
        }
        load(tx);
        return true;
    }

    /**
     * Plays the demo shop's history up to the moment of the transaction.
     *
     * @throws IllegalStateException if it does not fit this shop's limits
     */
    public void load(Tx tx) {
        DemoData data = DemoData.inJar();
        DemoIds ids = new DemoIds();
        try {
            open(tx, data, ids);
            for (DemoEvent event : data.history()) {
                happen(tx.at(event.moment().from(tx.now(), days)), event, ids);
            }
        } catch (Problem refused) {
            throw new IllegalStateException(
                    "The demo shop does not fit this shop's limits: " + refused.textKey(), refused);
        }
    }

    private void open(Tx tx, DemoData data, DemoIds ids) {
        Tx opening = tx.at(OPENING.from(tx.now(), days));
        for (DemoUser user : data.users()) {
            ids.users.put(
                    user.user(),
                    users.create(opening, new NewUser(user.name(), null)).id());
        }
        for (DemoProduct product : data.products()) {
            NewProduct wanted = new NewProduct(product.name(), product.price(), product.stock(), null);
            ids.products.put(product.product(), products.create(opening, wanted).id());
        }
        for (DemoCoupon coupon : data.coupons()) {
            ids.coupons.put(
                    coupon.coupon(), coupons.create(opening, offer(tx, coupon)).id());
        }
    }

    private NewCoupon offer(Tx tx, DemoCoupon coupon) {
        return new NewCoupon(
                coupon.name(),
                coupon.discount(),
                coupon.minOrderAmount(),
                coupon.quantity(),
                momentOf(tx, coupon.opens()),
                momentOf(tx, coupon.closes()),
                coupon.validDays(),
                null);
    }

    private void happen(Tx tx, DemoEvent event, DemoIds ids) {
        long userId = DemoIds.of(event.user(), ids.users);
        switch (event.verb()) {
            case CHARGE -> points.charge(tx, userId, Objects.requireNonNull(event.amount()));
            case TAKE -> take(tx, event, ids);
            case PLACE -> place(tx, event, ids);
            case BUY -> orders.pay(tx.at(tx.now().plus(PAID_AFTER)), place(tx, event, ids), userId);
            case CANCEL -> orders.cancel(tx, DemoIds.of(event.user(), ids.orders), userId);
        }
    }

    private void take(Tx tx, DemoEvent event, DemoIds ids) {
        int coupon = Objects.requireNonNull(event.coupon());
        IssuedCoupon issued = coupons.issue(tx, DemoIds.of(coupon, ids.coupons), DemoIds.of(event.user(), ids.users));
        ids.issuedCoupon(event.user(), coupon, issued.id());
    }

    private long place(Tx tx, DemoEvent event, DemoIds ids) {
        List<NewOrder.Item> items = Objects.requireNonNull(event.items()).entrySet().stream()
                .map(item -> new NewOrder.Item(DemoIds.of(item.getKey(), ids.products), item.getValue()))
                .toList();
        Long issuedCouponId = event.coupon() == null ? null : ids.issuedCoupon(event.user(), event.coupon());
        Order order = orders.place(tx, new NewOrder(DemoIds.of(event.user(), ids.users), items, issuedCouponId));
        ids.orders.put(event.user(), order.id());
        return order.id();
    }

    private @Nullable Instant momentOf(Tx tx, @Nullable DemoMoment moment) {
        return moment == null ? null : moment.from(tx.now(), days);
    }
}
