package io.jangteo.seed;

import io.jangteo.coupon.CouponChange;
import io.jangteo.database.Tx;
import io.jangteo.json.Clearable;
import io.jangteo.order.NewOrder;
import io.jangteo.problem.Problem;
import io.jangteo.product.NewProduct;
import io.jangteo.user.NewUser;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Plays a seed file without faults in one transaction: everybody and everything is there first, and then the rest in
 * order of time.
 */
final class SeedPlay {
    /** The entry by which a user gets the points that the file's orders cost and those that are left. */
    private static final String REASON = "seed";

    /** Stands for what could not be made. */
    private static final long NONE = 0;

    private final Seeds shop;
    private final Tx tx;
    private final Seed seed;
    private final SeedFaults faults = new SeedFaults();
    private final SeedIndex index;
    private final SeedEvents events;
    private final SeedPrices prices;
    private final long[] users;
    private final long[] products;
    private final long[] coupons;
    private final long[] issued;
    private final long[] orders;

    SeedPlay(Seeds shop, Tx tx, Seed seed, SeedIndex index, SeedEvents events) {
        this.shop = shop;
        this.tx = tx;
        this.seed = seed;
        this.index = index;
        this.events = events;
        users = new long[Seed.each(seed.users()).size()];
        products = new long[Seed.each(seed.products()).size()];
        coupons = new long[Seed.each(seed.coupons()).size()];
        issued = new long[Seed.each(seed.issued()).size()];
        orders = new long[Seed.each(seed.orders()).size()];
        this.prices = new SeedPrices(shop.products, Seed.each(seed.products()), products);
    }

    Seeded run() {
        Tx opening = tx.at(events.opening());
        SeedNeeds needs = new SeedNeeds(seed, index);
        for (int i = 0; i < users.length; i++) {
            openAccount(opening, i, needs.points(i));
        }
        for (int i = 0; i < products.length; i++) {
            stock(opening, i, needs.units(i));
        }
        for (int i = 0; i < coupons.length; i++) {
            boolean hasWindow = events.areIssuedWithinTheirWindow(i);
            coupons[i] = shop.coupons
                    .create(opening, Seed.each(seed.coupons()).get(i).offer(hasWindow))
                    .id();
        }
        events.inOrder().forEach(this::happen);
        for (int i = 0; i < orders.length; i++) {
            expireOverdue(i);
        }
        prices.restore(tx);
        for (int i = 0; i < coupons.length; i++) {
            if (Seed.each(seed.coupons()).get(i).closedAt() == null) {
                putWindow(tx, i);
            }
        }
        faults.refuse();
        return new Seeded(users.length, products.length, coupons.length, orders.length);
    }

    private void openAccount(Tx opening, int i, long points) {
        SeedUser user = Seed.each(seed.users()).get(i);
        users[i] = shop.users
                .create(opening, new NewUser(user.name(), user.reference()))
                .id();
        if (points > 0) {
            shop.points.grant(opening, users[i], points, REASON);
        }
    }

    private void stock(Tx opening, int i, long units) {
        SeedProduct product = Seed.each(seed.products()).get(i);
        attempt("products[" + i + "].stock", () -> {
            NewProduct wanted = new NewProduct(product.name(), product.price(), units, product.reference());
            products[i] = shop.products.create(opening, wanted).id();
        });
    }

    private void happen(SeedEvents.Event event) {
        Tx then = tx.at(event.at());
        int i = event.place();
        switch (event.kind()) {
            case ISSUE -> attempt("issued[" + i + "]", () -> issue(then, i));
            case PLACE -> attempt("orders[" + i + "]", () -> place(then, i));
            case PAY -> attempt("orders[" + i + "]", () -> pay(then, i));
            case REVOKE -> attempt("issued[" + i + "].revokedAt", () -> revoke(then, i));
            case CLOSE -> attempt("coupons[" + i + "].closedAt", () -> close(then, i));
        }
    }

    private void issue(Tx then, int i) {
        SeedIssue issue = Seed.each(seed.issued()).get(i);
        issued[i] = shop.coupons
                .issue(then, coupons[index.coupon(issue.coupon())], users[index.user(issue.user())])
                .id();
    }

    private void place(Tx then, int i) {
        SeedOrder order = Seed.each(seed.orders()).get(i);
        Long coupon = order.coupon() == null ? null : issuedTo(order, order.coupon());
        boolean areThere = order.items().stream().allMatch(item -> products[index.product(item.product())] != NONE);
        if (!areThere || (coupon != null && coupon == NONE)) {
            // That is a fault already.
            return;
        }
        order.items().forEach(item -> prices.put(then, index.product(item.product()), item));
        List<NewOrder.Item> items = order.items().stream()
                .map(item -> new NewOrder.Item(products[index.product(item.product())], item.quantity()))
                .toList();
        orders[i] = shop.orders
                .place(then, new NewOrder(users[index.user(order.user())], items, coupon))
                .id();
    }

    private @Nullable Long issuedTo(SeedOrder order, Object coupon) {
        return issued[index.issued(coupon, order.user())];
    }

    private void pay(Tx then, int i) {
        if (orders[i] != NONE) {
            shop.orders.pay(
                    then,
                    orders[i],
                    users[index.user(Seed.each(seed.orders()).get(i).user())]);
        }
    }

    private void expireOverdue(int i) {
        if (orders[i] != NONE && !Seed.each(seed.orders()).get(i).isPaid()) {
            shop.orders.expire(tx, orders[i]);
        }
    }

    private void revoke(Tx then, int i) {
        if (issued[i] != NONE) {
            String reason =
                    Objects.requireNonNull(Seed.each(seed.issued()).get(i).revokeReason());
            shop.offers.revoke(then, issued[i], reason);
        }
    }

    private void close(Tx then, int i) {
        putWindow(then, i);
        shop.offers.close(then, coupons[i]);
    }

    /** Gives an offer its window after coupons were issued outside of it. */
    private void putWindow(Tx then, int i) {
        if (!events.areIssuedWithinTheirWindow(i)) {
            SeedCoupon coupon = Seed.each(seed.coupons()).get(i);
            Clearable<Instant> from = new Clearable<>(coupon.issueFrom());
            Clearable<Instant> until = new Clearable<>(coupon.issueUntil());
            shop.offers.change(then, coupons[i], new CouponChange(null, null, from, until));
        }
    }

    private void attempt(String place, Runnable verb) {
        try {
            verb.run();
        } catch (Problem refused) {
            faults.add(place, refused);
        }
    }
}
