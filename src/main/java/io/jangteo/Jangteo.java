package io.jangteo;

import io.jangteo.books.Books;
import io.jangteo.books.BooksReport;
import io.jangteo.books.BooksRuns;
import io.jangteo.coupon.Coupons;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Database;
import io.jangteo.database.MemoryDirectory;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.BackOff;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.dataplatform.Relay;
import io.jangteo.dataplatform.Sink;
import io.jangteo.demo.DemoShop;
import io.jangteo.idempotency.KeyPruning;
import io.jangteo.json.Json;
import io.jangteo.order.OrderExpiry;
import io.jangteo.order.Orders;
import io.jangteo.point.Points;
import io.jangteo.problem.Problem;
import io.jangteo.product.Products;
import io.jangteo.race.Races;
import io.jangteo.ranking.DailySales;
import io.jangteo.ranking.Ranking;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.schedule.Schedule;
import io.jangteo.security.KeyFile;
import io.jangteo.security.OwnCalls;
import io.jangteo.security.Tokens;
import io.jangteo.testkit.FaultPlan;
import io.jangteo.testkit.Given;
import io.jangteo.testkit.TestClock;
import io.jangteo.testkit.TestDataPlatform;
import io.jangteo.testmode.ShopClock;
import io.jangteo.testmode.TestMode;
import io.jangteo.user.Users;
import io.jangteo.web.AccessLog;
import io.jangteo.web.Health;
import io.jangteo.web.Server;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The whole shop: builds every part by hand, starts them, and closes them in reverse order. Tests, the command line and
 * whoever embeds the server start this same object.
 */
public final class Jangteo implements AutoCloseable {
    final Config config;
    final AccessLog accessLog;
    private final Closing closing = new Closing();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    final DataDirectory directory;
    final InstantSource clock;
    final SqliteDatabase database;
    final Json json;
    final BusinessDays days;
    final Schedule schedule;
    final Users users;
    final Points points;
    final Products products;
    final Coupons coupons;
    final Orders orders;
    final DailySales dailySales;
    final Ranking ranking;
    final @Nullable TestTools testTools;
    private final Relay relay;
    final Health health;
    final Tokens tokens;
    final OwnCalls ownCalls = new OwnCalls();
    final Races races;
    final BooksRuns booksRuns;
    private final Server server;

    private Jangteo(Config config, @Nullable Logging logging) {
        this.config = config;
        try {
            accessLog = logging == null ? Logging.access(config, closing) : logging.access(config);
            directory = config.inMemory()
                    ? closing.add(new MemoryDirectory()).directory()
                    : new DataDirectory(config.data(), config.sharedData());
            closing.add(directory.create().lock());
            clock = config.testMode() ? new ShopClock(InstantSource.system()) : InstantSource.system();
            database = closing.add(
                    SqliteDatabase.open(directory.databaseToServe(), PartSettings.database(config), clock, registry));
            json = new Json(config.zone());
            days = new BusinessDays(config.zone());
            schedule = closing.add(new Schedule(clock, registry));

            users = new Users(database, config.balanceMax());
            points = new Points(database, users, PartSettings.points(config));
            products = new Products(database);
            coupons = new Coupons(database, users, clock);
            dailySales = new DailySales(database, registry);
            ranking = new Ranking(database, dailySales, products, days, clock);
            tokens = Tokens.of(database, directory.tokenKey(), clock);
            database.onOutcomeUnknown(this::forgetCaches);
            orders = new Orders(
                    database,
                    users,
                    products,
                    coupons,
                    points,
                    new Outbox(json, () -> schedule.wake(Relay.NAME)),
                    dailySales::add,
                    days,
                    PartSettings.orders(config));
            Sink sink = DataPlatformSink.of(config, directory);
            testTools =
                    clock instanceof ShopClock shopClock ? new TestTools(this, shopClock, sink, this::prepare) : null;
            relay = closing.add(new Relay(
                    database,
                    testTools == null ? sink : testTools.dataPlatform(),
                    new BackOff(BackOff.STANDARD_WEBHOOKS, new Random()),
                    config.dataPlatformTimeout().multipliedBy(2),
                    clock,
                    registry));
            database.write(this::prepare);
            health = new Health(database, relay::isRunning);
            races = new Races(
                    database, users, coupons, clock, config.tokensRequired() ? tokens : null, ownCalls, this::ownUrl);
            booksRuns = new BooksRuns(new Books(database));
            server = closing.add(Door.of(this, registry));
            // Closed before the server: it does not let a race, or a run of the books, go on to its end.
            closing.add(booksRuns);
            closing.add(races);
            if (testTools != null) {
                // So that the server does not wait for what is only delayed.
                closing.add(testTools.faults()::clear);
            }
            // Closed first: who watches sees it leave before it does.
            closing.add(health);
        } catch (RuntimeException | Error thrown) {
            close();
            throw thrown;
        }
    }

    /**
     * Starts a shop; it answers when this returns.
     *
     * @throws RuntimeException whose message says why it cannot be started; nothing is left running then
     */
    public static Jangteo start(Config config) {
        return start(config, null);
    }

    /** The same; whose process it is, its log is this shop's. */
    static Jangteo start(Config config, @Nullable Logging logging) {
        Jangteo shop = new Jangteo(config, logging);
        try {
            shop.run();
            return shop;
        } catch (RuntimeException | Error thrown) {
            shop.close();
            throw thrown;
        }
    }

    /** Where it answers, without a slash at the end. */
    public String baseUrl() {
        closing.requireOpen();
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return "http://" + host + ":" + server.port();
    }

    /** What opens the back office and the administrator's calls. */
    public String adminKey() {
        closing.requireOpen();
        return config.adminKey() == null ? KeyFile.readOrCreate(directory.adminKey()) : config.adminKey();
    }

    /** Proves that everything in the shop adds up. */
    public BooksReport books() {
        closing.requireOpen();
        return new Books(database).check();
    }

    /** What a test begins with; in test mode, as all that follows here up to {@link #reset()}. */
    public Given given() {
        return test().given();
    }

    /** The clock, in the hand of a test. */
    public TestClock clock() {
        return test().clock();
    }

    /** What the data platform was told, and whether it is there at all. */
    public TestDataPlatform dataPlatform() {
        return test().dataPlatform();
    }

    /** What goes wrong on purpose. */
    public FaultPlan faults() {
        return test().faults();
    }

    /** Keeps the shop as it is, under a name of 1 to 64 letters, digits, - or _; one of that name is replaced. */
    public void takeSnapshot(String name) {
        Problem.traced(() -> test().mode().takeSnapshot(name));
    }

    /** Brings the shop, its clock included, back to what it was. */
    public void restoreSnapshot(String name) {
        Problem.traced(() -> test().mode().restoreSnapshot(name));
    }

    /** Starts over with what a new shop has, at real time, without faults. */
    public void reset() {
        test().mode().reset();
    }

    /** Runs the action when the database can no longer be trusted; what was asked until then is answered before. */
    public void onFatal(Runnable action) {
        database.onFatal(() -> {
            server.drain();
            action.run();
        });
    }

    public Database database() {
        return database;
    }

    /** Answers what it has taken, and leaves the database in one file. Everything above is refused from then on. */
    @Override
    public void close() {
        closing.close();
    }

    public boolean isClosed() {
        return closing.isClosed();
    }

    private void run() {
        if (testTools != null) {
            // A test is not told of what was sold before it began.
            testTools.dataPlatform().forget(database.read(TestMode::messagesOfFirstContent));
        }
        server.start();
        schedule.start(List.of(
                ranking.job(),
                new OrderExpiry(database, orders, clock),
                relay,
                new KeyPruning(database, clock, config.idempotencyTtl())));
        relay.beWatched();
    }

    /** What a new shop starts with. */
    private Void prepare(Tx tx) {
        users.applyBalanceLimit(tx);
        boolean loaded =
                config.demo() && new DemoShop(users, points, products, coupons, orders, days, json).loadIfEmpty(tx);
        if (loaded && config.testMode()) {
            TestMode.markFirstContent(tx);
        }
        return null;
    }

    TestTools test() {
        closing.requireOpen();
        if (testTools == null) {
            throw new IllegalStateException("The shop is not in test mode: Config.builder().testMode(true)");
        }
        return testTools;
    }

    void forgetCaches() {
        ranking.forget();
        products.changed();
        tokens.forgetDatabaseId();
    }

    private String ownUrl() {
        return OwnAddress.url(config.host(), server.port());
    }
}
