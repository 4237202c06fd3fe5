package io.jangteo.ranking;

import io.jangteo.Engines;
import io.jangteo.Outboxes;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.database.Database;
import io.jangteo.database.DatabaseId;
import io.jangteo.database.PostgresDatabase;
import io.jangteo.database.PostgresSettings;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.database.Tx;
import io.jangteo.product.NewProduct;
import io.jangteo.product.ProductChange;
import io.jangteo.product.Products;
import io.jangteo.schedule.BusinessDays;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A shop on a real database, with a clock to set; orders are written by SQL, as the order room leaves them. */
final class RankingShop implements AutoCloseable {
    static final long PRICE = 1_000;
    private static final int CONNECTIONS_MAX = 8;
    /** Passes a hundred times as fast, so that pauses after failures do not make up most of a test. */
    private static final LongSupplier FAST_TIME = () -> 100 * System.nanoTime();

    final SteppedClock clock;
    final PrometheusRegistry registry = new PrometheusRegistry();
    final BusinessDays days;
    final WatchedDatabase database;
    final Products products;
    final DailySales sales;
    final Ranking ranking;
    private final @Nullable RedisDays redis;

    /** Opens a shop of its own, on the engine of this run of the tests. */
    RankingShop(Path directory, String zone, Instant now) {
        this(
                zone,
                now,
                (clock, registry) -> Engines.isPostgres()
                        ? postgres(PostgresServer.shared().newDatabase(), clock, registry)
                        : SqliteDatabase.open(
                                directory.resolve("shop.db"), SqliteSettings.defaults(), clock, registry));
        addUser();
    }

    private RankingShop(String zone, Instant now, BiFunction<InstantSource, PrometheusRegistry, Database> database) {
        this(zone, now, database, null, (shop, stored) -> null);
    }

    private RankingShop(
            String zone,
            Instant now,
            BiFunction<InstantSource, PrometheusRegistry, Database> open,
            @Nullable URI address,
            BiFunction<Database, StoredDays, @Nullable Days> instead) {
        clock = new SteppedClock(now);
        days = new BusinessDays(ZoneId.of(zone));
        database = new WatchedDatabase(open.apply(clock, registry));
        products = new Products(database, Outboxes.NONE, 0);
        redis = address == null
                ? null
                : new RedisDays(address, null, database.read(DatabaseId::of), FAST_TIME, registry);
        StoredDays stored = new StoredDays();
        Days others = instead.apply(database, stored);
        sales = others == null
                ? new DailySales(database, products, redis, registry)
                : new DailySales(stored, others, true);
        ranking = new Ranking(database, sales, products, days, clock);
    }

    /** Opens one instance of a shop of several on PostgreSQL. */
    static RankingShop instance(String databaseUrl, @Nullable URI redis, Instant now) {
        return instance(databaseUrl, redis, now, (database, stored) -> null);
    }

    /** Opens an instance that gets its days from elsewhere. */
    static RankingShop instance(
            String databaseUrl,
            @Nullable URI redis,
            Instant now,
            BiFunction<Database, StoredDays, @Nullable Days> instead) {
        return new RankingShop(
                "Asia/Seoul", now, (clock, registry) -> postgres(databaseUrl, clock, registry), redis, instead);
    }

    private static Database postgres(String url, InstantSource clock, PrometheusRegistry registry) {
        PostgresSettings settings = new PostgresSettings(
                url, PostgresServer.shared().password(), CONNECTIONS_MAX, Duration.ofSeconds(30), 256, 1_000);
        return PostgresDatabase.open(settings, clock, registry);
    }

    void addUser() {
        database.write(tx -> tx.handle()
                .execute("INSERT INTO shop_user (name, point, point_max, created_at) VALUES ('김하나', 0, 1, 0)"));
    }

    /** Creates the given number of products; the first in an empty shop gets id 1. */
    void products(int count) {
        database.write(tx -> {
            for (int i = 0; i < count; i++) {
                products.create(tx, new NewProduct("product", PRICE, 0L, null));
            }
            return null;
        });
    }

    void rename(long productId, String name) {
        database.write(tx -> products.change(tx, productId, new ProductChange(name, null, null)));
    }

    void sellOrNot(long productId, boolean onSale) {
        database.write(tx -> products.change(tx, productId, new ProductChange(null, null, onSale)));
    }

    /** Inserts an order of one product paid at that moment, and returns its id. */
    long sell(Instant at, long productId, long quantity) {
        return database.write(tx -> {
            long order = insertPaid(tx.handle(), at, productId, quantity);
            sales.add(tx, days.dayOf(at), Map.of(productId, quantity));
            return order;
        });
    }

    /** The same, at noon of the day. */
    long sell(LocalDate day, long productId, long quantity) {
        return sell(noon(day), productId, quantity);
    }

    /** Inserts the order alone, without its sales. */
    long insertPaid(Handle handle, Instant at, long productId, long quantity) {
        return insert(handle, at, "PAID", days.dayOf(at), Map.of(productId, quantity));
    }

    long insertUnpaid(Instant at, long productId, long quantity) {
        return database.write(tx -> insert(tx.handle(), at, "PENDING", null, Map.of(productId, quantity)));
    }

    void refund(long order) {
        database.write(tx -> {
            refund(tx, order);
            return null;
        });
    }

    void refund(Tx tx, long order) {
        Handle handle = tx.handle();
        handle.execute("UPDATE shop_order SET status = 'REFUNDED', closed_at = 1 WHERE id = ?", order);
        LocalDate day = LocalDate.parse(handle.select("SELECT sales_day FROM shop_order WHERE id = ?", order)
                .mapTo(String.class)
                .one());
        handle.select("SELECT product_id, quantity FROM order_line WHERE order_id = ?", order)
                .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
                .list()
                .forEach(line -> sales.add(tx, day, Map.of(line[0], -line[1])));
    }

    Instant noon(LocalDate day) {
        return days.startOf(day).plusSeconds(12 * 3600);
    }

    LocalDate today() {
        return days.dayOf(clock.instant());
    }

    /** Counts from the orders themselves; shares no statement with the code under test. */
    Map<Long, Long> recount(LocalDate day) {
        Map<Long, Long> units = new TreeMap<>();
        database.read(handle -> handle.select(
                        "SELECT product_id, quantity FROM order_line WHERE order_id IN "
                                + "(SELECT id FROM shop_order WHERE status = 'PAID' AND sales_day = ?)",
                        day.toString())
                .map((row, context) -> units.merge(row.getLong(1), row.getLong(2), Long::sum))
                .list());
        return units;
    }

    /** The stored rows as they are, zeros included. */
    Map<Long, Long> stored(LocalDate day) {
        Map<Long, Long> units = new TreeMap<>();
        database.read(handle -> handle.select("SELECT product_id, units FROM daily_sales WHERE day = ?", day.toString())
                .map((row, context) -> units.put(row.getLong(1), row.getLong(2)))
                .list());
        return units;
    }

    boolean isComputed(LocalDate day) {
        return database.read(handle -> sales.isComputed(handle, day));
    }

    /** The day as the ranking gets it. */
    DayLookup find(LocalDate day) {
        return sales.window(List.of(day)).days().get(0);
    }

    Recount compute(LocalDate day) {
        return database.write(tx -> sales.compute(tx, day));
    }

    double lookups(DayLookup.Source source) {
        return registry.scrape(name -> name.startsWith("jangteo_ranking_cache_requests")).stream()
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .filter(point -> source.name().equals(point.getLabels().get("source")))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    @Override
    public void close() {
        if (redis != null) {
            redis.close();
        }
        database.close();
    }

    private static long insert(Handle handle, Instant at, String status, LocalDate day, Map<Long, Long> quantities) {
        long amount = quantities.values().stream()
                .mapToLong(quantity -> quantity * PRICE)
                .sum();
        long order = handle.createQuery("INSERT INTO shop_order (user_id, status, items_amount, discount_amount,"
                        + " total_amount, created_at, expires_at, paid_at, sales_day)"
                        + " VALUES (1, :status, :amount, 0, :amount, :at, :at, :paid, :day) RETURNING id")
                .bind("status", status)
                .bind("amount", amount)
                .bind("at", at.toEpochMilli())
                .bind("paid", day == null ? null : at.toEpochMilli())
                .bind("day", day == null ? null : day.toString())
                .mapTo(Long.class)
                .one();
        int line = 1;
        for (Map.Entry<Long, Long> entry : quantities.entrySet()) {
            handle.execute(
                    "INSERT INTO order_line VALUES (?, ?, ?, 'product', ?, ?, ?)",
                    order,
                    line++,
                    entry.getKey(),
                    PRICE,
                    entry.getValue(),
                    PRICE * entry.getValue());
        }
        return order;
    }
}
