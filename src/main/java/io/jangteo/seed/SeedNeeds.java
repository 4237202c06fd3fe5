package io.jangteo.seed;

import io.jangteo.coupon.Discount;
import java.util.List;

/** How many points and units there must be at first, for what the file says to be left after its orders. */
final class SeedNeeds {
    /** More than any shop has, and small enough to go on calculating with: an order for more is refused later. */
    private static final long POINTS_MAX = 1_000_000_000_000_000L;

    private final long[] points;
    private final long[] units;

    SeedNeeds(Seed seed, SeedIndex index) {
        List<SeedProduct> products = Seed.each(seed.products());
        points = Seed.each(seed.users()).stream()
                .mapToLong(user -> user.point() == null ? 0 : user.point())
                .toArray();
        units = products.stream().mapToLong(SeedProduct::stock).toArray();
        for (SeedOrder order : Seed.each(seed.orders())) {
            long amount = 0;
            for (SeedOrder.SeedItem item : order.items()) {
                int product = index.product(item.product());
                Long price = item.unitPrice();
                units[product] += item.quantity();
                amount = bounded(amount + (price == null ? products.get(product).price() : price) * item.quantity());
            }
            if (order.isPaid()) {
                int user = index.user(order.user());
                points[user] = bounded(points[user] + amount - discount(seed, index, order, amount));
            }
        }
    }

    private static long bounded(long sum) {
        return Math.min(POINTS_MAX, sum);
    }

    private static long discount(Seed seed, SeedIndex index, SeedOrder order, long amount) {
        if (order.coupon() == null) {
            return 0;
        }
        Discount discount =
                Seed.each(seed.coupons()).get(index.coupon(order.coupon())).discount();
        return discount.of(amount);
    }

    long points(int user) {
        return points[user];
    }

    long units(int product) {
        return units[product];
    }
}
