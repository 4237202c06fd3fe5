package io.jangteo;

import io.jangteo.database.Tx;
import io.jangteo.dataplatform.Sink;
import io.jangteo.testkit.FaultPlan;
import io.jangteo.testkit.FaultRoutes;
import io.jangteo.testkit.Given;
import io.jangteo.testkit.ShopClock;
import io.jangteo.testkit.TestClock;
import io.jangteo.testkit.TestDataPlatform;
import io.jangteo.testkit.TestMode;
import io.jangteo.testkit.TestModeRoutes;
import io.jangteo.web.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a shop in test mode has more than another. */
final class TestTools {
    private final TestDataPlatform dataPlatform;
    private final FaultPlan faults = new FaultPlan();
    private final TestMode mode;
    private final TestClock clock;
    private final Given given;

    /** @param firstContent what a new shop starts with */
    TestTools(Jangteo shop, ShopClock shopClock, Sink sink, Consumer<Tx> firstContent) {
        TestMode.restoreClock(shop.database, shopClock);
        dataPlatform = new TestDataPlatform(sink, shop.json);
        mode = new TestMode(
                shop.database,
                shopClock,
                shop.schedule,
                shop.directory.database(),
                shop.directory.snapshots(),
                firstContent,
                () -> shop.races.stop(),
                () -> forget(shop));
        clock = new TestClock(mode);
        given = new Given(shop.database, shop.users, shop.points, shop.products, shop.coupons, shop.orders);
    }

    TestDataPlatform dataPlatform() {
        return dataPlatform;
    }

    FaultPlan faults() {
        return faults;
    }

    TestMode mode() {
        return mode;
    }

    TestClock clock() {
        return clock;
    }

    Given given() {
        return given;
    }

    /** The calls of test mode; they never fail on purpose, for they are the way back. */
    List<Route> routes() {
        List<Route> routes = new ArrayList<>(TestModeRoutes.of(mode));
        routes.addAll(FaultRoutes.of(faults));
        return routes;
    }

    private void forget(Jangteo shop) {
        shop.forgetCaches();
        faults.clear();
        dataPlatform.forget();
    }
}
