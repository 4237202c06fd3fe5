package io.jangteo.ranking;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.OpenShop;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.cluster.RedisServer;
import io.jangteo.wire.ApiCall;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The popular products of two whole instances of a shop over HTTP, from paid orders to the list. */
@Tag("slow")
@Timeout(120)
class SharedRankingRoutesTest {
    private static final Instant YESTERDAY = Instant.parse("2027-03-01T03:00:00Z");
    private static final Instant TODAY = Instant.parse("2027-03-02T03:00:00Z");

    @TempDir
    static Path directory;

    private static RedisServer redis;
    private static OpenShop a;
    private static OpenShop b;

    @BeforeAll
    static void start() {
        redis = RedisServer.withPassword("secret");
        String database = PostgresServer.shared().newDatabase();
        a = instance("a", database);
        b = instance("b", database);
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
        redis.close();
    }

    @Test
    void what_one_instance_sells_refunds_and_renames_is_ranked_by_the_other() {
        stopAt(YESTERDAY);
        long user = json(admin(a).json(Map.of("name", "김하나")).post("/admin/users"), 201)
                .path("id")
                .longValue();
        json(api(a).json(Map.of("amount", 100_000)).post("/users/" + user + "/points/charge"), 200);
        long product = json(
                        admin(b).json(Map.of("name", "사과", "price", 10, "stock", 100))
                                .post("/admin/products"),
                        201)
                .path("id")
                .longValue();
        long kept = buy(a, user, product, 2);
        long refunded = buy(b, user, product, 3);
        assertThat(kept).isNotEqualTo(refunded);

        stopAt(TODAY);
        a.runDue();
        assertThat(ranked(b)).containsExactly("사과: 5");
        long hitsBefore = hits(b);
        b.forgetCaches();
        assertThat(sources(b)).containsOnly("CACHE");
        assertThat(hits(b)).isEqualTo(hitsBefore + 3);

        json(api(a).json(Map.of("userId", user)).post("/orders/" + refunded + "/cancel"), 200);
        assertThat(ranked(b)).containsExactly("사과: 2");
        json(admin(b).json(Map.of("name", "배")).patch("/admin/products/" + product), 200);
        assertThat(ranked(a)).containsExactly("배: 2");
        json(admin(a).post("/admin/ranking/2027-03-01"), 200);
        assertThat(ranked(b)).containsExactly("배: 2");

        json(admin(a).json(Map.of("onSale", false)).patch("/admin/products/" + product), 200);
        assertThat(ranked(b)).isEmpty();
        assertThat(json(api(b).get("/products"), 200).path("products")).isEmpty();
        assertThat(api(b).get("/products/" + product).status()).isEqualTo(404);
        Map<String, Object> one = Map.of("productId", product, "quantity", 1);
        assertThat(api(b).json(Map.of("userId", user, "items", List.of(one)))
                        .post("/orders")
                        .text("code"))
                .isEqualTo("PRODUCT_NOT_ON_SALE");
        json(admin(b).json(Map.of("onSale", true)).patch("/admin/products/" + product), 200);
        assertThat(ranked(a)).containsExactly("배: 2");

        redis.kill();
        json(api(b).json(Map.of("userId", user)).post("/orders/" + kept + "/cancel"), 200);
        assertThat(ranked(a)).isEmpty();
        assertThat(ranked(b)).isEmpty();
        assertThat(json(admin(a).get("/admin/books"), 200).path("balanced").booleanValue())
                .isTrue();
    }

    private static OpenShop instance(String name, String database) {
        return OpenShop.start(
                directory.resolve(name),
                settings -> settings.database(database)
                        .databasePassword(PostgresServer.shared().password())
                        .redis(URI.create(redis.address()))
                        .redisPassword("secret"));
    }

    private static void stopAt(Instant moment) {
        a.stopAt(moment);
        b.stopAt(moment);
    }

    private static long buy(OpenShop shop, long user, long product, int quantity) {
        Map<String, Object> item = Map.of("productId", product, "quantity", quantity);
        JsonNode order = json(
                api(shop).json(Map.of("userId", user, "items", List.of(item))).post("/orders"), 201);
        long id = order.path("id").longValue();
        json(api(shop).json(Map.of("userId", user)).post("/orders/" + id + "/payment"), 200);
        return id;
    }

    private static List<String> ranked(OpenShop shop) {
        return json(api(shop).get("/products/popular"), 200).path("products").findParents("rank").stream()
                .map(product -> product.path("name").textValue() + ": " + product.path("units"))
                .toList();
    }

    private static List<String> sources(OpenShop shop) {
        return json(api(shop).get("/products/popular?explain=true"), 200)
                .path("days")
                .findValuesAsText("source");
    }

    private static long hits(OpenShop shop) {
        String metrics = ApiCall.to(shop.address().toString()).get("/metrics").text();
        Matcher hits = Pattern.compile("jangteo_redis_days_total\\{outcome=\"HIT\"} (\\d+)")
                .matcher(metrics);
        assertThat(hits.find()).as(metrics).isTrue();
        return Long.parseLong(hits.group(1));
    }

    private static ApiCall api(OpenShop shop) {
        return ApiCall.to(shop.address().toString()).basePath("/api/v1");
    }

    private static ApiCall admin(OpenShop shop) {
        return api(shop).bearer(OpenShop.ADMIN_KEY);
    }
}
