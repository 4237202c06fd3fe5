package io.jangteo.race;

import static io.jangteo.Replies.json;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.Map;

/** The calls of a race, as a page makes them. */
final class RaceCalls {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private RaceCalls() {}

    static Map<String, Integer> wanted(int coupons, int users, int concurrency) {
        return Map.of("coupons", coupons, "users", users, "concurrency", concurrency);
    }

    static Response start(TestShop shop, int coupons, int users, int concurrency) {
        return shop.api(wanted(coupons, users, concurrency)).post("/races");
    }

    /** Runs a race to its end. */
    static JsonNode run(TestShop shop, int coupons, int users, int concurrency) {
        return awaitEnd(
                shop,
                json(start(shop, coupons, users, concurrency), 201).path("id").longValue());
    }

    static JsonNode get(TestShop shop, long id) {
        return json(shop.api().get("/races/{id}", id), 200);
    }

    static JsonNode awaitEnd(TestShop shop, long id) {
        return await().pollInterval(Duration.ofMillis(10))
                .until(
                        () -> get(shop, id),
                        race -> !race.path("status").asText().equals("RUNNING"));
    }
}
