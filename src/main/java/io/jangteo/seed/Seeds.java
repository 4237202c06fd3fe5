package io.jangteo.seed;

import static io.jangteo.seed.SeedRefusals.NOT_EMPTY;

import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.Offers;
import io.jangteo.database.Tx;
import io.jangteo.order.OrderLimits;
import io.jangteo.order.Orders;
import io.jangteo.point.Points;
import io.jangteo.product.Products;
import io.jangteo.user.Users;

/** Loads shops from seed files. */
public final class Seeds {
    final Users users;
    final Points points;
    final Products products;
    final Coupons coupons;
    final Offers offers;
    final Orders orders;
    private final OrderLimits limits;

    public Seeds(
            Users users,
            Points points,
            Products products,
            Coupons coupons,
            Offers offers,
            Orders orders,
            OrderLimits limits) {
        this.users = users;
        this.points = points;
        this.products = products;
        this.coupons = coupons;
        this.offers = offers;
        this.orders = orders;
        this.limits = limits;
    }

    /**
     * Fills the empty shop, as of the moment of the transaction.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} with all faults, of which {@link SeedFaults#of}
     *     tells; {@code NOT_EMPTY}
     */
    public Seeded load(Tx tx, Seed seed) {
        SeedIndex index = new SeedIndex(seed);
        SeedEvents events = new SeedCheck(seed, index, limits).requireFaultless(tx.now());
        if (!EmptyShop.isHere(tx)) {
            throw NOT_EMPTY.problem();
        }
        return new SeedPlay(this, tx, seed, index, events).run();
    }
}
