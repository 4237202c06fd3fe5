package io.jangteo.ranking;

import static io.jangteo.Replies.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A shop over HTTP in which goods are sold at chosen times of chosen days. */
record SellingShop(TestShop shop) {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** Moves the clock ahead to the next such time of day, and returns the business day. */
    LocalDate at(LocalTime time) {
        ZonedDateTime now = shop.now().atZone(SEOUL);
        ZonedDateTime next = now.with(time);
        if (!next.isAfter(now)) {
            next = next.plusDays(1);
        }
        // Whole seconds, as the API document requires.
        Duration distance = Duration.ofSeconds(Duration.between(now, next).toSeconds() + 1);
        return shop.advance(distance).atZone(SEOUL).toLocalDate();
    }

    LocalDate atNoon() {
        return at(LocalTime.NOON);
    }

    /** Creates products at one won each and returns their ids. */
    List<Long> products(int count) {
        return LongStream.rangeClosed(1, count)
                .map(number -> shop.product("상품 " + number, 1, 100_000))
                .boxed()
                .toList();
    }

    /** Lets a new user order and pay for this many units of each product; returns the order. */
    JsonNode sell(Map<Long, Integer> quantities) {
        JsonNode order = order(quantities);
        return json(shop.pay(order.path("id").longValue(), order.path("userId").longValue()), 200);
    }

    JsonNode order(Map<Long, Integer> quantities) {
        long user = shop.user(1_000_000);
        List<Map<String, Object>> items = quantities.entrySet().stream()
                .map(entry -> Map.<String, Object>of("productId", entry.getKey(), "quantity", entry.getValue()))
                .toList();
        return json(shop.api(Map.of("userId", user, "items", items)).post("/orders"), 201);
    }

    JsonNode popular() {
        return json(shop.api().get("/products/popular"), 200);
    }

    JsonNode explained() {
        return json(shop.api().get("/products/popular?explain=true"), 200);
    }

    /** Returns the source of each of the three days. */
    List<String> sources() {
        return explained().path("days").findValuesAsText("source");
    }

    /** The ids and units of the listed products. */
    List<String> listed() {
        return popular().path("products").findParents("rank").stream()
                .map(product -> product.path("productId") + ": " + product.path("units"))
                .toList();
    }
}
