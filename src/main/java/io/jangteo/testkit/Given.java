package io.jangteo.testkit;

import io.jangteo.coupon.Coupons;
import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.order.Orders;
import io.jangteo.point.Points;
import io.jangteo.problem.Problem;
import io.jangteo.product.Products;
import io.jangteo.user.NewUser;
import io.jangteo.user.Users;
import java.util.List;
import java.util.function.Function;

/**
 * Creates a test's initial data with the shop's own operations under its own rules; each is committed when its id is
 * returned. Refusals are thrown as {@link io.jangteo.problem.Problem}.
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

    /** Creates a user, without points unless {@link Fixtures#points} sets them. */
    public long user(Fixtures.OfUser... words) {
        Drafts.UserDraft draft = new Drafts.UserDraft();
        List.of(words).forEach(word -> word.to(draft));
        return done(tx -> {
            long id = users.create(tx, new NewUser(draft.name, null)).id();
            if (draft.points != 0) {
                points.adjust(tx, id, draft.points, REASON);
            }
            return id;
        });
    }

    /** Creates a product. */
    public long product(Fixtures.OfProduct... words) {
        Drafts.ProductDraft draft = new Drafts.ProductDraft();
        List.of(words).forEach(word -> word.to(draft));
        return done(tx -> products.create(tx, draft.finished()).id());
    }

    /** Creates an offer, open now unless {@link Fixtures#open} says otherwise. */
    public long coupon(Fixtures.OfCoupon... words) {
        Drafts.CouponDraft draft = new Drafts.CouponDraft();
        List.of(words).forEach(word -> word.to(draft));
        return done(tx -> coupons.create(tx, draft.finished()).id());
    }

    /** Issues a coupon of the offer to the user. */
    public long issued(long couponId, long userId) {
        return done(tx -> coupons.issue(tx, couponId, userId).id());
    }

    /** Places an order that is not paid yet. */
    public long order(long userId, Fixtures.OfOrder... words) {
        Drafts.OrderDraft draft = draft(words);
        return done(tx -> orders.place(tx, draft.finished(userId)).id());
    }

    /** Places and pays an order; if it cannot be paid, it is not placed either. */
    public long paidOrder(long userId, Fixtures.OfOrder... words) {
        Drafts.OrderDraft draft = draft(words);
        return done(tx -> {
            long id = orders.place(tx, draft.finished(userId)).id();
            orders.pay(tx, id, userId);
            return id;
        });
    }

    private static Drafts.OrderDraft draft(Fixtures.OfOrder... words) {
        Drafts.OrderDraft draft = new Drafts.OrderDraft();
        List.of(words).forEach(word -> word.to(draft));
        return draft;
    }

    private long done(Function<Tx, Long> verb) {
        return Problem.traced(() -> database.write(verb));
    }
}
