package io.jangteo;

import io.jangteo.coupon.Coupons;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Database;
import io.jangteo.database.DirectoryLock;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.BackOff;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.dataplatform.Relay;
import io.jangteo.demo.DemoShop;
import io.jangteo.idempotency.Idempotency;
import io.jangteo.idempotency.KeyPruning;
import io.jangteo.order.OrderExpiry;
import io.jangteo.order.OrderLimits;
import io.jangteo.order.Orders;
import io.jangteo.point.PointLimits;
import io.jangteo.point.Points;
import io.jangteo.problem.Texts;
import io.jangteo.product.Products;
import io.jangteo.race.RaceRoutes;
import io.jangteo.race.Races;
import io.jangteo.ranking.DailySales;
import io.jangteo.ranking.Ranking;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.schedule.Schedule;
import io.jangteo.security.AdminKey;
import io.jangteo.security.Gate;
import io.jangteo.security.HostCheck;
import io.jangteo.security.KeyFile;
import io.jangteo.security.Tokens;
import io.jangteo.testkit.ShopClock;
import io.jangteo.testkit.TestMode;
import io.jangteo.testkit.TestModeRoutes;
import io.jangteo.user.Users;
import io.jangteo.web.Dispatcher;
import io.jangteo.web.DocsRoutes;
import io.jangteo.web.Health;
import io.jangteo.web.HttpMetrics;
import io.jangteo.web.Json;
import io.jangteo.web.MetricsPage;
import io.jangteo.web.OpenApi;
import io.jangteo.web.Pages;
import io.jangteo.web.Problems;
import io.jangteo.web.RawRoute;
import io.jangteo.web.Route;
import io.jangteo.web.Server;
import io.jangteo.web.ServerSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The whole shop: builds every part by hand, starts them, and closes them in reverse order. Tests, the command line and
 * whoever embeds the server start this same object.
 */
public final class Jangteo implements AutoCloseable {
    private final Config config;
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final PrometheusRegistry registry = new PrometheusRegistry();

    final DataDirectory directory;
    final InstantSource clock;
    final SqliteDatabase database;
    private final Json json;
    final BusinessDays days;
    private final Schedule schedule;

    final Users users;
    final Points points;
    final Products products;
    final Coupons coupons;
    final Orders orders;
    final DailySales dailySales;
    final Ranking ranking;
    private final Relay relay;
    private final Health health;
    private final Tokens tokens;
    final Races races;
    private final Server server;

    private Jangteo(Config config) {
        this.config = config;
        try {
            directory = new DataDirectory(config.data()).create();
            DirectoryLock lock = closes(directory.lock());
            clock = config.testMode() ? new ShopClock(InstantSource.system()) : InstantSource.system();
            database = closes(SqliteDatabase.open(directory.database(), databaseSettings(), clock, registry));
            if (clock instanceof ShopClock shopClock) {
                TestMode.restoreClock(database, shopClock);
            }
            json = new Json(config.zone());
            days = new BusinessDays(config.zone());
            schedule = closes(new Schedule(clock, registry));

            users = new Users(database, config.balanceMax());
            points = new Points(
                    database, users, new PointLimits(config.chargeMin(), config.chargeMax(), config.balanceMax()));
            products = new Products(database);
            coupons = new Coupons(database, users, clock);
            dailySales = new DailySales(database, days, registry);
            ranking = new Ranking(database, dailySales, products, days, clock);
            database.onOutcomeUnknown(this::forgetCaches);
            orders = orders();
            relay = closes(new Relay(
                    database,
                    DataPlatformSink.of(config, directory),
                    new BackOff(BackOff.STANDARD_WEBHOOKS, new Random()),
                    clock,
                    registry));
            database.write(this::prepare);
            health = new Health(database);
            tokens = new Tokens(KeyFile.readOrCreate(directory.tokenKey()), clock);
            races = new Races(database, users, coupons, clock, tokensRequired() ? tokens : null, this::ownUrl);
            server = closes(server());
            // Closed before the server: it does not let a race go on to its end.
            closes(races);
            // Closed first: who watches sees it leave before it does.
            closes(health);
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
        Jangteo shop = new Jangteo(config);
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
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return "http://" + host + ":" + server.port();
    }

    /** What to do when the database file can no longer be trusted. */
    public void onFatal(Runnable action) {
        database.onFatal(action);
    }

    public Database database() {
        return database;
    }

    /** Answers what it has taken, flushes what is written, and leaves the database in one file. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception thrown) {
                failure = failure == null ? new IllegalStateException("The shop did not stop properly") : failure;
                failure.addSuppressed(thrown);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        server.start();
        schedule.start(List.of(
                ranking.job(),
                new OrderExpiry(database, orders, clock),
                relay,
                new KeyPruning(database, clock, config.idempotencyTtl())));
    }

    /** What a new shop starts with. */
    private Void prepare(Tx tx) {
        users.applyBalanceLimit(tx);
        if (config.demo()) {
            new DemoShop(users, points, products, coupons, orders, days, json).loadIfEmpty(tx);
        }
        return null;
    }

    private Orders orders() {
        return new Orders(
                database,
                users,
                products,
                coupons,
                points,
                new Outbox(json, this::wakeRelay),
                dailySales::add,
                days,
                new OrderLimits(config.orderLinesMax(), config.lineQuantityMax(), config.orderTtl()));
    }

    void wakeRelay() {
        schedule.wake(Relay.NAME);
    }

    private Server server() {
        Gate gate = new Gate(AdminKey.of(config.adminKey(), directory.adminKey()), tokens, tokensRequired());
        Problems problems = new Problems(json, new Texts());
        Dispatcher dispatcher =
                new Dispatcher(database, new Idempotency(database), gate, json, problems, config.bodyMaxBytes());
        List<Route> routes = routes();
        return new Server(
                new ServerSettings(
                        config.host(),
                        config.port(),
                        config.rateLimit(),
                        config.bodyMaxBytes(),
                        config.writeQueueMax(),
                        config.writeQueueWait(),
                        config.stopTimeout()),
                // One that asks for tokens may stand behind a proxy, which passes other names on.
                new HostCheck(config.isLoopback() && !tokensRequired()),
                dispatcher,
                problems,
                new HttpMetrics(registry),
                routes,
                rawRoutes(routes));
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>(Routes.of(this, tokens));
        routes.add(ShopRoute.of(config, clock, database::changes));
        routes.addAll(health.routes());
        if (clock instanceof ShopClock shopClock) {
            routes.addAll(TestModeRoutes.of(testMode(shopClock)));
        }
        if (config.demo() || config.testMode()) {
            routes.addAll(RaceRoutes.of(races, tokensRequired()));
        }
        return routes;
    }

    private TestMode testMode(ShopClock shopClock) {
        return new TestMode(
                database,
                shopClock,
                schedule,
                directory.database(),
                directory.snapshots(),
                this::prepare,
                this::forgetCaches);
    }

    private void forgetCaches() {
        ranking.forget();
        products.changed();
    }

    private List<RawRoute> rawRoutes(List<Route> routes) {
        List<RawRoute> rawRoutes = new ArrayList<>();
        rawRoutes.addAll(MetricsPage.of(registry));
        rawRoutes.addAll(DocsRoutes.of(new OpenApi(Main.version(), routes)));
        rawRoutes.addAll(Pages.routes());
        return rawRoutes;
    }

    private boolean tokensRequired() {
        return config.auth() == Config.Auth.TOKEN;
    }

    private String ownUrl() {
        return OwnAddress.url(config.host(), server.port());
    }

    private SqliteSettings databaseSettings() {
        SqliteSettings defaults = SqliteSettings.defaults();
        return new SqliteSettings(
                config.writeBatchMax(),
                config.writeQueueMax(),
                config.writeQueueWait(),
                config.readers(),
                defaults.readLimit());
    }

    private <T extends AutoCloseable> T closes(T part) {
        closing.push(part);
        return part;
    }
}
