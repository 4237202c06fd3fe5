package io.jangteo;

import io.jangteo.database.Tx;
import io.jangteo.dataplatform.Sink;
import io.jangteo.seed.Seed;
import io.jangteo.seed.SeedRoutes;
import io.jangteo.seed.Seeded;
import io.jangteo.testkit.FaultPlan;
import io.jangteo.testkit.FaultRoutes;
import io.jangteo.testkit.Given;
import io.jangteo.testkit.TestClock;
import io.jangteo.testkit.TestDataPlatform;
import io.jangteo.testmode.RequestRoutes;
import io.jangteo.testmode.ShopClock;
import io.jangteo.testmode.TestMode;
import io.jangteo.testmode.TestModeRoutes;
import io.jangteo.web.RequestJournal;
import io.jangteo.web.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The additional parts of a shop in test mode. */
record TestTools(
        Services shop,
        TestDataPlatform dataPlatform,
        FaultPlan faults,
        RequestJournal journal,
        TestMode mode,
        TestClock clock,
        Given given) {

    /** @param sink receives the messages that reach the data platform */
    static TestTools of(Services shop, ShopClock shopClock, Sink sink) {
        TestMode.restoreClock(shop.database, shopClock);
        TestDataPlatform dataPlatform = new TestDataPlatform(sink, shop.json);
        FaultPlan faults = new FaultPlan();
        RequestJournal journal = new RequestJournal(shop.ownCalls, shopClock, RequestRoutes.LOOKS);
        TestMode mode = new TestMode(
                shop.database,
                shopClock,
                shop.schedule,
                shop.directory.database(),
                shop.directory.snapshots(),
                tx -> fill(shop, tx),
                // Races and delayed requests belong to the shop before the reset.
                exchange -> shop.races.startOver(() -> {
                    faults.startOver();
                    exchange.run();
                    journal.beginTest();
                }),
                tx -> beginAnew(shop, dataPlatform, tx));
        Given given = new Given(shop.database, shop.users, shop.points, shop.products, shop.coupons, shop.orders);
        return new TestTools(shop, dataPlatform, faults, journal, mode, new TestClock(mode), given);
    }

    /** Loads the initial content; hides messages about its sales from the test. */
    boolean prepare(Tx tx) {
        boolean loaded = fill(shop, tx);
        forgetFirstContent(dataPlatform, tx);
        return loaded;
    }

    /**
     * Fills an empty shop, and hides messages about its sales from the test.
     *
     * @throws io.jangteo.problem.Problem {@code NOT_EMPTY}; {@code MALFORMED_REQUEST} with all faults
     */
    Seeded seed(Tx tx, Seed seed) {
        Seeded loaded = shop.seeds.load(tx, seed);
        TestMode.markFirstContent(tx);
        // Before the commit, after which they are on their way at once.
        dataPlatform.leaveOut(TestMode.messagesOfFirstContent(tx.handle()));
        return loaded;
    }

    /** Returns the calls of test mode, to which no faults apply, because they end the faults. */
    List<Route> routes() {
        List<Route> routes = new ArrayList<>(TestModeRoutes.of(mode));
        if (!shop.config.isShared()) {
            routes.addAll(TestModeRoutes.snapshots(mode));
        }
        routes.addAll(FaultRoutes.of(faults));
        routes.addAll(SeedRoutes.of(this::seed));
        routes.addAll(RequestRoutes.of(journal));
        return routes;
    }

    private static boolean fill(Services shop, Tx tx) {
        boolean loaded = shop.prepare(tx);
        if (loaded) {
            TestMode.markFirstContent(tx);
        }
        return loaded;
    }

    private static void forgetFirstContent(TestDataPlatform dataPlatform, Tx tx) {
        List<String> messages = TestMode.messagesOfFirstContent(tx.handle());
        tx.afterCommit(() -> dataPlatform.forget(messages));
    }

    private static void beginAnew(Services shop, TestDataPlatform dataPlatform, Tx tx) {
        // A snapshot may come from a run with another limit.
        shop.users.applyBalanceLimit(tx);
        tx.afterCommit(shop::forgetCaches);
        forgetFirstContent(dataPlatform, tx);
        if (shop.config.dataPlatform() == null) {
            tx.afterCommit(() -> deleteJournal(shop.directory.dataPlatformJournal()));
        }
    }

    private static void deleteJournal(Path journal) {
        try {
            Files.deleteIfExists(journal);
        } catch (IOException thrown) {
            throw new UncheckedIOException("Cannot delete " + journal, thrown);
        }
    }
}
