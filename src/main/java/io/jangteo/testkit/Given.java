package io.jangteo.testkit;

import io.jangteo.coupon.Coupons;
import io.jangteo.database.Database;
import io.jangteo.order.Orders;
import io.jangteo.point.Points;
import io.jangteo.product.NewProduct;
import io.jangteo.product.Products;
import io.jangteo.user.NewUser;
import io.jangteo.user.Users;

/**
 * What a test begins with, made by the shop's own verbs under its own rules; each is committed when its id is given.
 * Whatever the shop refuses is thrown as a {@link io.jangteo.problem.Problem}.
 */
public final class Given {
    private static final String REASON = "given";

    private final Database database;
    private final Users users;
    private final Points points;
    private final Products products;
    private final Coupons coupons;
    private final Orders orders;

    public Given(Database database, Users users, Points points, Products products, Coupons coupons, Orders orders) {
        this.database = database;
        this.users = users;
        this.points = points;
        this.products = products;
        this.coupons = coupons;
        this.orders = orders;
    }

    /** A user, without points unless {@link Fixtures#points} says how many. */
    public long user(Fixtures.OfUser... words) {
        Drafts.UserDraft draft = new Drafts.UserDraft();
        for (Fixtures.OfUser word : words) {
            word.to(draft);
        }
        return database.write(tx -> {
            long id = users.create(tx, new NewUser(draft.name).name()).id();
            if (draft.points != 0) {
                points.adjust(tx, id, draft.points, REASON);
            }
            return id;
        });
    }

    /** A product. */
    public long product(Fixtures.OfProduct... words) {
        Drafts.ProductDraft draft = new Drafts.ProductDraft();
        for (Fixtures.OfProduct word : words) {
            word.to(draft);
        }
        NewProduct product = new NewProduct(draft.name, draft.price, draft.stock);
        return database.write(tx -> products.create(tx, product.name(), product.price(), product.stock())
                .id());
    }

    /** An offer, open now unless {@link Fixtures#open} says when. */
    public long coupon(Fixtures.OfCoupon... words) {
        Drafts.CouponDraft draft = new Drafts.CouponDraft();
        for (Fixtures.OfCoupon word : words) {
            word.to(draft);
        }
        return database.write(tx -> coupons.create(tx, draft.finished()).id());
    }

    /** A user's copy of an offer. */
    public long issued(long couponId, long userId) {
        return database.write(tx -> coupons.issue(tx, couponId, userId).id());
    }

    /** An order that waits for its payment. */
    public long order(long userId, Fixtures.OfOrder... words) {
        Drafts.OrderDraft draft = new Drafts.OrderDraft();
        for (Fixtures.OfOrder word : words) {
            word.to(draft);
        }
        return database.write(tx -> orders.place(tx, draft.finished(userId)).id());
    }

    /** An order that was paid. */
    public long paidOrder(long userId, Fixtures.OfOrder... words) {
        long orderId = order(userId, words);
        database.write(tx -> orders.pay(tx, orderId, userId));
        return orderId;
    }
}
