package io.jangteo.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * One row of the table.
 *
 * @param name what is requested
 * @param request sends it for a window
 * @param preparation makes what the next window of this length needs
 */
record BenchLoad(
        String name,
        BiFunction<BenchShop, LoadWindow, LoadTally> request,
        BiConsumer<BenchShop, LoadWindow> preparation) {
    static final BenchLoad PLAIN_GET = of("plain GET (`/health/live`)", BenchShop::plainGet);
    static final BenchLoad POPULAR = of("popular products, cached", BenchShop::readPopularProducts);
    static final BenchLoad CHARGE = of("charge over 500 users", BenchShop::chargeManyUsers);

    /** All loads but the plain GET. */
    static final List<BenchLoad> ALL = List.of(
            of("balance read", BenchShop::readBalances),
            POPULAR,
            CHARGE,
            of("charge on one user", BenchShop::chargeOneUser),
            of("charge with an `Idempotency-Key`", BenchShop::chargeWithKeys),
            of("order of two lines, two of 20 products", BenchShop::placeOrders),
            new BenchLoad(
                    "payment of such an order, until its message is delivered",
                    BenchShop::payOrders,
                    (shop, window) ->
                            // About as many orders as the window pays; one that runs out of them ends early and stays
                            // right.
                            shop.placeOrders(
                                    new LoadWindow(Duration.ZERO, window.ramp().plus(window.measured())))),
            of("coupon issue, everyone wins", BenchShop::issueCoupons),
            of("hot coupon: 100 for 1,000 users, refusals counted", BenchShop::rushForCoupon));

    private static BenchLoad of(String name, BiFunction<BenchShop, LoadWindow, LoadTally> request) {
        return new BenchLoad(name, request, (shop, window) -> {});
    }

    /** The loads whose names have this part. */
    static List<BenchLoad> named(String part) {
        List<BenchLoad> named =
                ALL.stream().filter(load -> load.name().contains(part)).toList();
        if (named.isEmpty()) {
            throw new BenchFailure("No load has this in its name: " + part);
        }
        return named;
    }

    LoadTally run(BenchShop shop, LoadWindow window) {
        preparation.accept(shop, window);
        return request.apply(shop, window);
    }
}
