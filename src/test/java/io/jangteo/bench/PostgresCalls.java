package io.jangteo.bench;

import io.jangteo.books.Books;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.Discount;
import io.jangteo.coupon.Issue;
import io.jangteo.coupon.NewCoupon;
import io.jangteo.database.Batch;
import io.jangteo.database.PostgresDatabase;
import io.jangteo.database.PostgresSettings;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.json.Json;
import io.jangteo.order.NewOrder;
import io.jangteo.order.Order;
import io.jangteo.order.OrderLimits;
import io.jangteo.order.Orders;
import io.jangteo.order.Payment;
import io.jangteo.point.Charge;
import io.jangteo.point.PointLimits;
import io.jangteo.point.Points;
import io.jangteo.product.Products;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.user.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The hot calls within this process, each by 64 threads that wait for their replies. */
final class PostgresCalls implements AutoCloseable {
    static final Map<String, Double> BARS = Map.of("charge", 3.0, "hot coupon", 5.0, "order", 3.0, "payment", 2.0);

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final long BALANCE_MAX = 1_000_000_000_000L;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final PostgresServer server;
    private final String url;
    private final PostgresDatabase database;
    private final Points points;
    private final Coupons coupons;
    private final Orders orders;
    private final AtomicLong next = new AtomicLong();

    private PostgresCalls(PostgresServer server, String url, PostgresDatabase database) {
        this.server = server;
        this.url = url;
        this.database = database;
        Users users = new Users(database, BALANCE_MAX);
        Outbox outbox = new Outbox(new Json(ZONE), EventType.selectedBy(List.of("order.refunded")), () -> {});
        Products products = new Products(database, outbox, 0);
        BusinessDays days = new BusinessDays(ZONE);
        this.points = new Points(database, users, outbox, new PointLimits(1, BALANCE_MAX, BALANCE_MAX));
        this.coupons = new Coupons(database, users, outbox, InstantSource.system());
        this.orders = new Orders(
                database,
                users,
                products,
                coupons,
                points,
                outbox,
                (tx, day, units) -> {},
                days,
                new OrderLimits(100, 1_000, Duration.ofHours(1), 0));
    }

    /** Opens a database of its own, filled; a batch of 1 gives each call a transaction of its own. */
    static PostgresCalls open(PostgresServer server, int pool, int batchMax) {
        String url = server.newDatabase();
        PostgresSettings settings = new PostgresSettings(url, server.password(), pool, WAIT, batchMax, 1_024);
        PostgresDatabase database = PostgresDatabase.open(settings, InstantSource.system(), new PrometheusRegistry());
        PostgresData.load(server, url);
        return new PostgresCalls(server, url, database);
    }

    /** Returns how many of each call are answered in a second. */
    Map<String, Double> measure() {
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.put("charge", rate(points.charges(), () -> new Charge(rich(), 1_000, null, null)));
        long coupon = database.write(tx -> coupons.create(tx, offer())).id();
        AtomicLong taker = new AtomicLong();
        rates.put("hot coupon", rate(coupons.issues(), () -> {
            long user = taker.incrementAndGet();
            return user > PostgresData.USERS ? null : new Issue(coupon, user);
        }));
        Queue<Payment> placed = new ConcurrentLinkedQueue<>();
        rates.put("order", Callers.ratePerSecond(() -> {
            Order order = database.together(orders.placements(), order());
            return placed.add(new Payment(order.id(), order.userId()));
        }));
        rates.put("payment", rate(orders.payments(), placed::poll));
        requireBalancedBooks();
        return rates;
    }

    @Override
    public void close() {
        database.close();
        server.dropDatabase(url);
    }

    private <Q, R> double rate(Batch<Q, R> batch, Supplier<Q> requests) {
        return Callers.ratePerSecond(() -> {
            Q request = requests.get();
            return request != null && database.together(batch, request) != null;
        });
    }

    private long rich() {
        return 1 + next.incrementAndGet() % PostgresData.RICH;
    }

    private NewOrder order() {
        long first = next.incrementAndGet() % PostgresData.PRODUCTS;
        long second = (first + 37) % PostgresData.PRODUCTS;
        return new NewOrder(rich(), List.of(new NewOrder.Item(1 + first, 1L), new NewOrder.Item(1 + second, 1L)), null);
    }

    private static NewCoupon offer() {
        return new NewCoupon("선착순", new Discount.Fixed(1_000L), 0L, 10_000_000L, null, null, 30L, null);
    }

    private void requireBalancedBooks() {
        if (!new Books(database).check().balanced()) {
            throw new BenchFailure("The books do not balance after the load");
        }
    }
}
