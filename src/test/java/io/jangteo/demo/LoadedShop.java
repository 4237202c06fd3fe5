package io.jangteo.demo;

import io.jangteo.Engines;
import io.jangteo.books.Books;
import io.jangteo.coupon.Coupons;
import io.jangteo.database.Database;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.json.Json;
import io.jangteo.order.OrderLimits;
import io.jangteo.order.Orders;
import io.jangteo.point.PointLimits;
import io.jangteo.point.Points;
import io.jangteo.product.Products;
import io.jangteo.ranking.DailySales;
import io.jangteo.ranking.Ranking;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.user.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** The rooms that the demo shop needs, on a database of their own, with a stopped clock. */
final class LoadedShop implements AutoCloseable {
    static final long BALANCE_MAX = 1_000_000;

    final Database database;
    final Users users;
    final Points points;
    final Products products;
    final Coupons coupons;
    final Orders orders;
    final DailySales sales;
    final Ranking ranking;
    final Books books;
    private final DemoShop demo;

    LoadedShop(Path directory, Instant now, ZoneId zone, long balanceMax) {
        InstantSource clock = InstantSource.fixed(now);
        PrometheusRegistry registry = new PrometheusRegistry();
        Json json = new Json(zone);
        BusinessDays days = new BusinessDays(zone);
        database = Engines.open(directory.resolve("shop.db"), clock, registry);
        users = new Users(database, balanceMax);
        Outbox outbox = new Outbox(json, EventType.selectedBy(List.of("order.refunded")), () -> {});
        points = new Points(database, users, outbox, new PointLimits(1_000, BALANCE_MAX, balanceMax));
        products = new Products(database, outbox, 0);
        coupons = new Coupons(database, users, outbox, clock);
        sales = new DailySales(database, products, null, registry);
        ranking = new Ranking(database, sales, products, days, clock);
        OrderLimits limits = new OrderLimits(100, 1_000, Duration.ofMinutes(30), 0);
        orders = new Orders(database, users, products, coupons, points, outbox, sales::add, days, limits);
        books = new Books(database);
        demo = new DemoShop(users, points, products, coupons, orders, days);
    }

    boolean loadIfEmpty() {
        return database.write(demo::loadIfEmpty);
    }

    @Override
    public void close() {
        database.close();
    }
}
