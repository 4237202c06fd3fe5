package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.Jangteo;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.config.Config;
import io.jangteo.wire.ApiCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of one shop in earnest: their own clocks, the database's for the leases, and one data platform. */
@Tag("slow")
@Timeout(120)
class TwoInstancesDeliverTest {
    private static final PostgresServer SERVER = PostgresServer.shared();
    private static final String ADMIN_KEY = "an-admin-key-for-tests";
    private static final int ORDERS = 500;

    @TempDir
    Path directory;

    private final String url = SERVER.newDatabase();

    @Test
    void each_of_500_payments_at_two_instances_is_told_exactly_once() {
        try (Receiver receiver = new Receiver();
                Jangteo one = start("one", receiver);
                Jangteo other = start("other", receiver)) {
            long user = created(one, "/admin/users", Map.of("name", "손님"));
            call(one)
                    .json(Map.of("amount", ORDERS, "reason", "시험"))
                    .post("/admin/users/{id}/points/adjust", user)
                    .require(200);
            long product = created(one, "/admin/products", Map.of("name", "사과", "price", 1, "stock", ORDERS));
            for (int i = 0; i < ORDERS; i++) {
                pay(i % 2 == 0 ? one : other, user, product);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> delivered(one) == ORDERS);
            assertThat(receiver.ids()).hasSize(ORDERS).doesNotHaveDuplicates();
            assertThat(one.books().balanced()).isTrue();
        } finally {
            SERVER.dropDatabase(url);
        }
    }

    private static void pay(Jangteo shop, long user, long product) {
        List<Map<String, Long>> items = List.of(Map.of("productId", product, "quantity", 1L));
        long order = created(shop, "/orders", Map.of("userId", user, "items", items));
        call(shop)
                .json(Map.of("userId", user))
                .post("/orders/{id}/payment", order)
                .require(200);
    }

    private static long created(Jangteo shop, String path, Object body) {
        return call(shop).json(body).post(path).require(201).number("id");
    }

    private static long delivered(Jangteo shop) {
        return shop.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM delivery WHERE status = 'DELIVERED'")
                        .mapTo(Long.class)
                        .one());
    }

    private static ApiCall call(Jangteo shop) {
        return ApiCall.to(shop.baseUrl()).basePath("/api/v1").bearer(ADMIN_KEY);
    }

    private Jangteo start(String name, Receiver receiver) {
        return Jangteo.start(Config.builder()
                .port(0)
                .data(directory.resolve(name))
                .database(url)
                .databasePassword(SERVER.password())
                .adminKey(ADMIN_KEY)
                .dataPlatform(receiver.address())
                .dataPlatformSecret(Receiver.SECRET)
                .build());
    }
}
