package io.jangteo.seed;

import io.jangteo.database.Tx;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;
import java.util.function.BiFunction;

/** The call that fills an empty shop in test mode. */
public final class SeedRoutes {
    private SeedRoutes() {}

    /**
     * Returns the call.
     *
     * @param load fills the shop in the transaction
     */
    public static List<Route> of(BiFunction<Tx, Seed, Seeded> load) {
        return List.of(Route.post(Route.ADMIN + "/seed")
                .named("seedShop", "Fill an empty shop with users, products, coupons and orders of the past")
                .access(Access.ADMIN)
                .body(Seed.class)
                .replies(Seeded.class)
                .refuses(SeedRefusals.NOT_EMPTY)
                .writes((request, tx) -> load.apply(tx, request.body(Seed.class))));
    }
}
