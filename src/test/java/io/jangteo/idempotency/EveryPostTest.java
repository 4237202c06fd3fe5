package io.jangteo.idempotency;

import static io.jangteo.idempotency.IdempotencyTest.assertReplayed;
import static io.jangteo.idempotency.KeyedCalls.REPLAYED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.Engines;
import io.jangteo.ShopState;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any POST may carry an {@code Idempotency-Key}; it is ignored if the reply holds a secret. */
@BothEngines
class EveryPostTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final KeyedCalls CALLS = new KeyedCalls(SHOP);
    private static final String OFFER = """
            {"name":"할인","discount":{"type":"FIXED","amount":1000},"minOrderAmount":0,"quantity":9,"validDays":30}
            """;
    private static final String REFUSAL = "{\"operation\":\"listCoupons\",\"kind\":\"REFUSE\"}";
    /** Takes effect once whatever its key, since its reference acts as a key. */
    private static final String PAID_CHARGE = "/admin/users/{id}/points/charge";
    /** Takes effect once, since what is closed stays closed. */
    private static final String CLOSE = "/admin/coupons/{id}/close";

    /** So does this: what is revoked stays revoked. */
    private static final String REVOKE = "/admin/keys/{name}/revoke";

    private static final Map<String, Supplier<Call>> POSTS = posts();

    /** A request that the shop grants in its current state. */
    private record Call(String path, @Nullable String body) {}

    private static Map<String, Supplier<Call>> posts() {
        Map<String, Supplier<Call>> posts = new LinkedHashMap<>();
        posts.put("/users/{userId}/points/charge", () -> {
            return new Call("/users/" + SHOP.user(0) + "/points/charge", "{\"amount\":1000}");
        });
        posts.put("/coupons/{couponId}/issue", () -> {
            return new Call("/coupons/" + SHOP.coupon(1_000, 9) + "/issue", "{\"userId\":" + SHOP.user(0) + "}");
        });
        posts.put("/orders", () -> {
            String body = "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":2}]}";
            return new Call("/orders", body.formatted(SHOP.user(0), SHOP.product("사과", 3_000, 10)));
        });
        posts.put("/orders/{orderId}/payment", () -> {
            return new Call("/orders/" + order() + "/payment", "{\"userId\":1}");
        });
        posts.put("/orders/{orderId}/cancel", () -> {
            return new Call("/orders/" + order() + "/cancel", "{\"userId\":1}");
        });
        posts.put("/races", () -> new Call("/races", "{\"coupons\":1,\"users\":2,\"concurrency\":1}"));
        posts.put("/admin/users", () -> new Call("/admin/users", "{\"name\":\"김하나\"}"));
        posts.put(PAID_CHARGE, () -> {
            return new Call(
                    "/admin/users/" + SHOP.user(0) + "/points/charge", "{\"amount\":1000,\"reference\":\"p-1\"}");
        });
        posts.put("/admin/users/{id}/points/adjust", () -> {
            return new Call("/admin/users/" + SHOP.user(0) + "/points/adjust", "{\"amount\":5,\"reason\":\"덤\"}");
        });
        posts.put("/admin/products", () -> {
            return new Call("/admin/products", "{\"name\":\"배\",\"price\":1,\"stock\":1}");
        });
        posts.put("/admin/products/{id}/stock", () -> {
            long product = SHOP.product("사과", 3_000, 10);
            return new Call("/admin/products/" + product + "/stock", "{\"delta\":-3,\"reason\":\"파손\"}");
        });
        posts.put("/admin/orders/{id}/cancel", () -> {
            return new Call("/admin/orders/" + order() + "/cancel", "{\"reason\":\"품절\"}");
        });
        posts.put("/admin/coupons", () -> new Call("/admin/coupons", OFFER));
        posts.put(CLOSE, () -> {
            return new Call("/admin/coupons/" + SHOP.coupon(1_000, 9) + "/close", null);
        });
        posts.put("/admin/issued-coupons/{id}/revoke", () -> {
            long issued = SHOP.issue(SHOP.coupon(1_000, 9), SHOP.user(0));
            return new Call("/admin/issued-coupons/" + issued + "/revoke", "{\"reason\":\"오발급\"}");
        });
        posts.put(REVOKE, () -> {
            CALLS.post(null, "/admin/keys", "{\"name\":\"crm\"}").require(201);
            return new Call("/admin/keys/crm/revoke", null);
        });
        posts.put("/admin/ranking/{date}", () -> new Call("/admin/ranking/2001-01-01", null));
        posts.put("/admin/deliveries/{id}/replay", () -> {
            SHOP.pay(order(), 1).require(200);
            return new Call("/admin/deliveries/1/replay", null);
        });
        posts.put("/admin/deliveries/replay", () -> {
            SHOP.pay(order(), 1).require(200);
            SHOP.advance(Duration.ZERO);
            SHOP.database().run(tx -> tx.handle().execute("UPDATE delivery SET status = 'DEAD', delivered_at = NULL"));
            return new Call("/admin/deliveries/replay", "{\"status\":\"DEAD\"}");
        });
        posts.put("/admin/clock/advance", () -> new Call("/admin/clock/advance", "{\"duration\":\"PT2H\"}"));
        posts.put("/admin/clock/stop", () -> new Call("/admin/clock/stop", null));
        posts.put("/admin/clock/start", () -> new Call("/admin/clock/start", null));
        posts.put("/admin/faults", () -> new Call("/admin/faults", REFUSAL));
        posts.put("/admin/faults/clear", () -> new Call("/admin/faults/clear", null));
        posts.put("/admin/seed", () -> new Call("/admin/seed", "{\"users\":[{\"name\":\"김하나\",\"point\":9}]}"));
        posts.put("/admin/reset", () -> new Call("/admin/reset", null));
        if (!Engines.isPostgres()) {
            addCopies(posts);
        }
        return posts;
    }

    /** Copies of the database are SQLite's. */
    private static void addCopies(Map<String, Supplier<Call>> posts) {
        posts.put("/admin/backup", () -> new Call("/admin/backup", null));
        posts.put("/admin/snapshots", () -> new Call("/admin/snapshots", "{\"name\":\"kept\"}"));
        posts.put("/admin/snapshots/{name}/restore", () -> {
            CALLS.post(null, "/admin/snapshots", "{\"name\":\"other\"}").require(200);
            return new Call("/admin/snapshots/other/restore", null);
        });
    }

    static Set<String> paths() {
        return POSTS.keySet();
    }

    @Test
    void these_are_all_posts_of_the_api_that_take_a_key() {
        JsonNode paths = ApiCall.to(SHOP.baseUrl()).get("/openapi.json").json().path("paths");
        Set<String> posts = paths.properties().stream()
                .filter(path -> path.getValue().path("post").toString().contains(KeyedCalls.KEY))
                .map(path -> path.getKey().substring("/api/v1".length()))
                .collect(Collectors.toSet());
        assertThat(posts).isEqualTo(paths());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void the_same_key_acts_once(String path) {
        Call call = POSTS.get(path).get();
        Response first = CALLS.post("k", call.path(), call.body());
        assertThat(first.status()).as(first.text()).isIn(200, 201);
        assertThat(first.header(REPLAYED)).isNull();
        awaitEndOfRace(first);
        // Makes a second effect of any call visible.
        SHOP.user("박세리", 0);
        SHOP.advance(Duration.ofHours(1));
        CALLS.post(null, "/admin/faults", REFUSAL).require(200);
        Map<String, Object> before = effects();
        assertReplayed(CALLS.post("k", call.path(), call.body()), first);
        assertThat(effects()).isEqualTo(before);
        Response unkeyed = CALLS.post(null, call.path(), call.body());
        awaitEndOfRace(unkeyed);
        assertThat(unkeyed.text().equals(first.text()) && effects().equals(before))
                .as("it has no effect without the key")
                .isEqualTo(Set.of(PAID_CHARGE, CLOSE, REVOKE).contains(path));
    }

    /** Waits for a race to end, since a running one still changes data. */
    private static void awaitEndOfRace(Response reply) {
        String location = String.valueOf(reply.header("Location"));
        if (location.startsWith("/api/v1/races/")) {
            await().until(
                            () -> ApiCall.to(SHOP.baseUrl()).get(location).text("status"),
                            status -> !status.equals("RUNNING"));
        }
    }

    /** Everything that any of the calls can change. */
    private static Map<String, Object> effects() {
        SHOP.advance(Duration.ZERO);
        Map<String, Object> effects = new TreeMap<>(ShopState.of(SHOP.database()));
        effects.put("faults", SHOP.admin().get("/admin/faults").text());
        for (String facts :
                List.of("SELECT * FROM setting ORDER BY name", "SELECT * FROM sales_day WHERE day < '2002'")) {
            effects.put(
                    facts,
                    SHOP.database()
                            .read(handle -> handle.createQuery(facts).mapToMap().list()));
        }
        for (String name : List.of("backups", "snapshots", "data-platform.jsonl")) {
            effects.put(name, content(SHOP.directory().resolve(name)));
        }
        return effects;
    }

    private static Map<String, ByteBuffer> content(Path place) {
        Map<String, ByteBuffer> content = new TreeMap<>();
        if (Files.notExists(place)) {
            return content;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
            return content;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** An order of the first user, who can pay for it. */
    private static long order() {
        return SHOP.order(SHOP.user(50_000), SHOP.product("사과", 3_000, 10), 2);
    }
}
