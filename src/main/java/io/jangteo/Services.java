package io.jangteo;

import io.jangteo.administration.Audit;
import io.jangteo.administration.NamedKeys;
import io.jangteo.backup.Backups;
import io.jangteo.books.Books;
import io.jangteo.books.BooksRuns;
import io.jangteo.config.Config;
import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.Offers;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Search;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Events;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.dataplatform.Relay;
import io.jangteo.demo.DemoShop;
import io.jangteo.json.Json;
import io.jangteo.order.OrderLimits;
import io.jangteo.order.Orders;
import io.jangteo.point.PointLimits;
import io.jangteo.point.Points;
import io.jangteo.product.Products;
import io.jangteo.race.Races;
import io.jangteo.ranking.DailySales;
import io.jangteo.ranking.Ranking;
import io.jangteo.ranking.RedisDays;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.schedule.Schedule;
import io.jangteo.security.OwnCalls;
import io.jangteo.security.Tokens;
import io.jangteo.seed.FirstSeed;
import io.jangteo.seed.Seeds;
import io.jangteo.storage.Storage;
import io.jangteo.user.Users;
import io.jangteo.web.OwnAddress;
import io.jangteo.web.Server;
import io.jangteo.web.Waiting;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The shop without its HTTP server: its storage and its services. */
final class Services {
    final Config config;
    final DataDirectory directory;
    final InstantSource clock;
    final Database database;
    final Schedule schedule;
    final Json json;
    final Events events;
    final Waiting waiting;
    final BusinessDays days;
    final Users users;
    final Points points;
    final Products products;
    final Coupons coupons;
    final Offers offers;
    final DailySales dailySales;
    final Ranking ranking;
    final Orders orders;
    final Seeds seeds;
    final Tokens tokens;
    final NamedKeys namedKeys;
    final Audit audit;
    final BooksRuns booksRuns;
    final Backups backups;
    final OwnCalls ownCalls = new OwnCalls();
    /** The server, once it is built; races call it. */
    final AtomicReference<Server> server = new AtomicReference<>();

    final Races races;

    Services(
            Storage storage,
            InstantSource clock,
            @Nullable RedisDays redis,
            Schedule schedule,
            PrometheusRegistry registry) {
        this.config = storage.config();
        this.directory = storage.directory();
        this.clock = clock;
        this.database = storage.database();
        this.schedule = schedule;
        json = new Json(config.zone());
        days = new BusinessDays(config.zone());
        events = new Events(database);
        waiting = new Waiting(events::readable, registry);
        users = new Users(database, config.balanceMax());
        Outbox outbox = new Outbox(json, EventType.selectedBy(config.dataPlatformEvents()), () -> {
            schedule.wake(Relay.NAME);
            waiting.wake();
        });
        points = new Points(
                database, users, outbox, new PointLimits(config.chargeMin(), config.chargeMax(), config.balanceMax()));
        products = new Products(database, outbox, config.stockLow());
        coupons = new Coupons(database, users, outbox, clock);
        offers = new Offers(database, users, coupons, outbox, clock);
        dailySales = new DailySales(database, products, redis, registry);
        ranking = new Ranking(database, dailySales, products, days, clock);
        OrderLimits limits = new OrderLimits(
                config.orderLinesMax(), config.lineQuantityMax(), config.orderTtl(), config.pendingOrdersMax());
        orders = new Orders(database, users, products, coupons, points, outbox, dailySales::add, days, limits);
        seeds = new Seeds(users, points, products, coupons, offers, orders, limits);
        tokens = Tokens.of(database, storage.secrets().tokenKey(), clock);
        namedKeys = new NamedKeys(database, clock);
        audit = new Audit(database, namedKeys, days);
        booksRuns = new BooksRuns(new Books(database), clock);
        backups = new Backups(directory, clock);
        races = new Races(
                database,
                users,
                coupons,
                offers,
                products,
                orders,
                clock,
                config.tokensRequired() ? tokens : null,
                ownCalls,
                () -> OwnAddress.url(config.host(), server.get().port()),
                Races.LIMIT);
    }

    /**
     * Loads the initial content, if there is any, and returns whether it did.
     *
     * @throws io.jangteo.seed.FaultySeed with all faults of a seed file
     */
    boolean prepare(Tx tx) {
        if (!config.isShared()) {
            users.applyBalanceLimit(tx);
        }
        if (config.seed() != null) {
            return new FirstSeed(config.seed(), seeds, json).loadIfEmpty(tx);
        }
        return config.demo() && new DemoShop(users, points, products, coupons, orders, days).loadIfEmpty(tx);
    }

    /** Does once what the first caller would wait for: connects a reader and writes a page of products. */
    void warmUp() {
        json.write(products.list(Search.ALL, new Page(Page.LIMIT_MIN, null, "")));
    }

    /** Forgets what is known of the database's content. */
    void forgetCaches() {
        ranking.forget();
        products.changed();
        tokens.forgetDatabaseId();
        booksRuns.forgetLast();
    }
}
