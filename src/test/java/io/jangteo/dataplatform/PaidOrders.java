package io.jangteo.dataplatform;

import io.jangteo.Engines;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import io.jangteo.database.Page;
import io.jangteo.database.PostgresDatabase;
import io.jangteo.database.PostgresSettings;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.database.Tx;
import io.jangteo.json.Json;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A database with paid orders and an outbox, with a clock that only the test moves. */
final class PaidOrders implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    /** Maximum time until a sink gives a receipt, on the clock that {@link #pass} moves. */
    static final Duration RECEIPT_LIMIT = Duration.ofSeconds(20);

    static final Duration LEASE = LeasedMessages.lease(RECEIPT_LIMIT);

    private static final int CONNECTIONS_MAX = 8;

    final PrometheusRegistry registry = new PrometheusRegistry();
    final AtomicInteger wakes = new AtomicInteger();
    final Database database;
    final Outbox outbox;
    final Deliveries deliveries;

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    /** On the engine of this run. */
    PaidOrders(Path directory) {
        this(clock -> Engines.isPostgres() ? postgres(clock) : sqlite(directory, clock));
    }

    /** On PostgreSQL, whatever the engine of this run. */
    static PaidOrders onPostgres() {
        return new PaidOrders(PaidOrders::postgres);
    }

    private PaidOrders(Function<InstantSource, Database> open) {
        database = open.apply(clock());
        outbox = new Outbox(new Json(ZoneId.of("Asia/Seoul")), EnumSet.allOf(EventType.class), wakes::incrementAndGet);
        deliveries = new Deliveries(database, wakes::incrementAndGet);
        database.write(tx -> tx.handle()
                .execute("INSERT INTO shop_user (id, name, point_max, created_at) VALUES (1, '김하나', 1000000, 0)"));
    }

    private static Database sqlite(Path directory, InstantSource clock) {
        return SqliteDatabase.open(
                directory.resolve("shop.db"), SqliteSettings.defaults(), clock, new PrometheusRegistry());
    }

    private static Database postgres(InstantSource clock) {
        PostgresServer server = PostgresServer.shared();
        PostgresSettings settings = new PostgresSettings(
                server.newDatabase(), server.password(), CONNECTIONS_MAX, Duration.ofSeconds(10), 64, 1024);
        return PostgresDatabase.open(settings, clock, new PrometheusRegistry());
    }

    InstantSource clock() {
        return now::get;
    }

    /** Lets every lease end, where there are leases. */
    void passLeases() {
        if (database.engine() == Engine.POSTGRES) {
            step(LeasedMessages.LEASE_MAX);
        }
    }

    /** The due messages as one process sees them. */
    DueMessages messages() {
        return database.engine() == Engine.POSTGRES
                ? DueMessages.ofSeveralProcesses(database, RECEIPT_LIMIT, clock(), nanoTime::get)
                : DueMessages.ofOneProcess(database);
    }

    void step(Duration duration) {
        now.updateAndGet(moment -> moment.plus(duration));
    }

    /** Moves the real time, which does not affect the shop's clock. */
    void pass(Duration duration) {
        nanoTime.addAndGet(duration.toNanos());
    }

    void stepTo(Instant moment) {
        now.set(moment);
    }

    Relay relay(Sink sink) {
        return relay(database, sink, registry);
    }

    /** A relay of another process on the same database. */
    Relay secondRelay(Sink sink) {
        return relay(database, sink, new PrometheusRegistry());
    }

    Relay relay(Database through, Sink sink, PrometheusRegistry metrics) {
        return relay(through, messages(), sink, metrics);
    }

    Relay relay(Database through, DueMessages messages, Sink sink, PrometheusRegistry metrics) {
        return new Relay(through, messages, sink, backOff(), RECEIPT_LIMIT, clock(), nanoTime::get, metrics);
    }

    static BackOff backOff() {
        return new BackOff(BackOff.STANDARD_WEBHOOKS, RandomGenerator.of("L64X128MixRandom"));
    }

    /** Pays a new order; returns the id of its message. */
    String pay() {
        return database.write(this::pay);
    }

    /** Pays several orders in one commit. */
    List<String> pay(int orders) {
        return database.write(
                tx -> IntStream.range(0, orders).mapToObj(i -> pay(tx)).toList());
    }

    String pay(Tx tx) {
        long orderId = tx.handle().createQuery("""
            INSERT INTO shop_order (user_id, status, items_amount, discount_amount, total_amount,
                created_at, expires_at, paid_at, sales_day)
            VALUES (1, 'PAID', 1000, 0, 1000, 0, 0, 0, '2026-11-22')
            RETURNING id
            """).mapTo(Long.class).one();
        Paid paid = new Paid(orderId, "사과 \"한 상자\"\n");
        outbox.addOfOrders(tx, EventType.ORDER_PAID, List.of(paid), Paid::orderId, order -> order);
        return tx.handle()
                .createQuery("SELECT message_id FROM delivery WHERE order_id = :orderId")
                .bind("orderId", orderId)
                .mapTo(String.class)
                .one();
    }

    void refundAll() {
        database.write(tx -> tx.handle().execute("UPDATE shop_order SET status = 'REFUNDED', closed_at = 0"));
    }

    Delivery delivery(String messageId) {
        return all().stream()
                .filter(delivery -> delivery.messageId().equals(messageId))
                .findFirst()
                .orElseThrow();
    }

    /** The newest hundred deliveries. */
    List<Delivery> all() {
        return deliveries
                .list(EnumSet.allOf(DeliveryStatus.class), Optional.empty(), new Page(Page.LIMIT_MAX, null, ""))
                .deliveries();
    }

    /** The number and the outcome of each recorded attempt. */
    List<String> attempts(String messageId) {
        long order = delivery(messageId).orderId();
        return database.read(handle -> deliveries.ofOrder(handle, order)).get(0).attempts().stream()
                .map(attempt -> attempt.number() + " " + attempt.outcome())
                .toList();
    }

    long count(DeliveryStatus status) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM delivery WHERE status = :status")
                .bind("status", status)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void close() {
        database.close();
    }

    record Paid(long orderId, String name) {}
}
