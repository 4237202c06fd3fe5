package io.jangteo.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.OpenShop;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.wire.ApiCall;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of one shop, both of which expire its orders. */
@Tag("slow")
@Timeout(120)
class SharedExpiryTest {
    private static final PostgresServer SERVER = PostgresServer.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long STOCK = 10_000;

    @TempDir
    Path directory;

    private final String url = SERVER.newDatabase();
    private final List<OpenShop> shops = new ArrayList<>();
    private Instant start;
    private long user;
    private List<Long> products;

    @BeforeEach
    void open() {
        shops.add(open("one"));
        shops.add(open("other"));
        start = shops.get(0).now();
        shops.forEach(shop -> shop.stopAt(start));
        user = created(0, "/admin/users", Map.of("name", "손님"));
        products = List.of(product(), product(), product());
    }

    @AfterEach
    void close() {
        shops.forEach(OpenShop::close);
        SERVER.dropDatabase(url);
    }

    @Test
    void each_of_300_overdue_orders_expires_exactly_once() {
        place(300);
        assertThat(stock()).isEqualTo(3 * STOCK - 600);
        shops.forEach(shop -> shop.stopAt(start.plus(Duration.ofMinutes(31))));
        await().atMost(PATIENCE).until(() -> count("shop_order WHERE status = 'EXPIRED'") == 300);
        assertThat(count("stock_movement WHERE kind = 'EXPIRE'")).isEqualTo(600);
        assertThat(stock()).isEqualTo(3 * STOCK);
        assertBalanced();
    }

    @Test
    void an_order_that_somebody_holds_keeps_none_of_the_others_waiting() throws SQLException {
        List<Long> orders = place(20);
        try (Connection holder = SERVER.connect(url)) {
            holder.setAutoCommit(false);
            try (Statement lock = holder.createStatement()) {
                lock.execute("SELECT id FROM shop_order WHERE id = " + orders.get(0) + " FOR UPDATE");
            }
            shops.forEach(shop -> shop.stopAt(start.plus(Duration.ofMinutes(31))));
            await().atMost(PATIENCE).until(() -> count("shop_order WHERE status = 'EXPIRED'") == 19);
            assertThat(count("shop_order WHERE status = 'PENDING'")).isEqualTo(1);
            holder.rollback();
        }
        await().atMost(PATIENCE).until(() -> count("shop_order WHERE status = 'EXPIRED'") == 20);
        assertThat(stock()).isEqualTo(3 * STOCK);
        assertBalanced();
    }

    /** Places orders of two of the three products, at each instance in turn. */
    private List<Long> place(int orders) {
        List<Long> placed = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            List<Map<String, Long>> items = List.of(
                    Map.of("productId", products.get((i + 1) % 3), "quantity", 1L),
                    Map.of("productId", products.get(i % 3), "quantity", 1L));
            placed.add(created(i % 2, "/orders", Map.of("userId", user, "items", items)));
        }
        return placed;
    }

    private long product() {
        return created(0, "/admin/products", Map.of("name", "사과", "price", 1_000, "stock", STOCK));
    }

    private long created(int instance, String path, Object body) {
        return call(instance).json(body).post(path).require(201).number("id");
    }

    private void assertBalanced() {
        assertThat(call(1).get("/admin/books")
                        .require(200)
                        .json()
                        .path("balanced")
                        .booleanValue())
                .isTrue();
    }

    private long stock() {
        return count("generate_series(1, (SELECT sum(stock) FROM product))");
    }

    private long count(String from) {
        return shops.get(0)
                .database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM " + from)
                        .mapTo(Long.class)
                        .one());
    }

    private ApiCall call(int instance) {
        return ApiCall.to(shops.get(instance).address().toString())
                .basePath("/api/v1")
                .bearer(OpenShop.ADMIN_KEY);
    }

    private OpenShop open(String name) {
        return OpenShop.start(
                directory.resolve(name), settings -> settings.database(url).databasePassword(SERVER.password()));
    }
}
