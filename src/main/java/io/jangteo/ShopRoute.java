package io.jangteo;

import io.jangteo.config.Charges;
import io.jangteo.config.Config;
import io.jangteo.web.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Serves public facts about the shop as a whole: its settings, its time, and whether it has changed. */
final class ShopRoute {
    private ShopRoute() {}

    /**
     * The shop as a whole.
     *
     * @param version the version of the server
     * @param auth whether a shopper's calls need that shopper's token
     * @param demo whether it was filled with the demo shop
     * @param testMode whether its clock can be moved
     * @param zone decides when a business day begins
     * @param chargeMin the smallest charge, in points
     * @param chargeMax the largest charge, in points
     * @param charges who may charge points
     * @param balanceMax the largest balance of a user, in points
     * @param orderTtlSeconds how long an order may stay unpaid
     * @param pendingOrdersMax the most unpaid orders of a user, 0 for no limit
     * @param orderLinesMax the most lines in an order
     * @param lineQuantityMax the most units of one product in an order
     * @param now the shop's time
     * @param changes a number that differs whenever anything in the shop may have changed: clients poll it, and read
     *     the rest only when it differs
     */
    record Shop(
            String version,
            Config.Auth auth,
            boolean demo,
            boolean testMode,
            String zone,
            long chargeMin,
            long chargeMax,
            Charges charges,
            long balanceMax,
            long orderTtlSeconds,
            int pendingOrdersMax,
            int orderLinesMax,
            int lineQuantityMax,
            Instant now,
            long changes) {}

    static Route of(Config config, InstantSource clock, LongSupplier changes) {
        return Route.get(Route.API + "/shop")
                .named("getShop", "The shop's settings, its time, and whether it has changed")
                .access(Route.Access.ANYONE)
                .replies(Shop.class)
                .reads(request -> shop(config, clock.instant(), changes.getAsLong()));
    }

    private static Shop shop(Config config, Instant now, long changes) {
        return new Shop(
                Main.version(),
                config.auth(),
                config.demo(),
                config.testMode(),
                config.zone().getId(),
                config.chargeMin(),
                config.chargeMax(),
                config.charges(),
                config.balanceMax(),
                config.orderTtl().toSeconds(),
                config.pendingOrdersMax(),
                config.orderLinesMax(),
                config.lineQuantityMax(),
                now,
                changes);
    }
}
