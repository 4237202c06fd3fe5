package io.jangteo;

import io.jangteo.database.Tx;
import io.jangteo.dataplatform.Sink;
import io.jangteo.testkit.FaultPlan;
import io.jangteo.testkit.FaultRoutes;
import io.jangteo.testkit.Given;
import io.jangteo.testkit.TestClock;
import io.jangteo.testkit.TestDataPlatform;
import io.jangteo.testmode.ShopClock;
import io.jangteo.testmode.TestMode;
import io.jangteo.testmode.TestModeRoutes;
import io.jangteo.web.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                exchange -> endWhatGoesOn(shop, exchange),
                tx -> beginAnew(shop, tx));
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

    /** What runs or waits was not meant for the shop that comes now. */
    private void endWhatGoesOn(Jangteo shop, Runnable exchange) {
        shop.races.startOver(() -> {
            faults.startOver();
            exchange.run();
        });
    }

    private void beginAnew(Jangteo shop, Tx tx) {
        // A snapshot may be of a run with another limit.
        shop.users.applyBalanceLimit(tx);
        List<String> messages = TestMode.messagesOfFirstContent(tx.handle());
        tx.afterCommit(() -> {
            shop.forgetCaches();
            dataPlatform.forget(messages);
            if (shop.config.dataPlatform() == null) {
                deleteJournal(shop.directory.dataPlatformJournal());
            }
        });
    }

    private static void deleteJournal(Path journal) {
        try {
            Files.deleteIfExists(journal);
        } catch (IOException thrown) {
            throw new UncheckedIOException("Cannot delete " + journal, thrown);
        }
    }
}
