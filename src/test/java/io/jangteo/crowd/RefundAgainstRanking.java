package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Refunds of a closed day while the popular products are read and the day is computed again, wave upon wave. A read
 * during a wave is between what was before and what is after it; a read that comes after a refund was answered sees it.
 */
record RefundAgainstRanking(int waves) implements Scenario {
    private static final int PRODUCTS = 6;
    private static final int LISTED = 5;
    private static final int REFUNDS_IN_A_WAVE = 4;
    private static final int READS_IN_A_WAVE = 16;
    private static final long POINTS = 50_000;

    @Override
    public void run(CrowdedShop shop) {
        int count = waves * REFUNDS_IN_A_WAVE + 2 * PRODUCTS;
        List<Long> products = IntStream.range(0, PRODUCTS)
                .mapToObj(i -> shop.product(1_000, count))
                .toList();
        List<Long> users = shop.users(count, POINTS);
        List<Placed> orders = shop.placed(IntStream.range(0, count)
                .mapToObj(i -> Calls.order(users.get(i), null, List.of(productOf(products, i))))
                .toList());
        shop.all(CrowdedShop.each(orders, Calls::pay));
        shop.advance(Duration.ofDays(1));

        Map<Long, Long> units = new TreeMap<>();
        IntStream.range(0, count).forEach(i -> units.merge(productOf(products, i), 1L, Long::sum));
        assertPopular(shop, units);
        String day = shop.one(Calls.get("/products/popular")).text("to");
        for (int wave = 0; wave < waves; wave++) {
            Map<Long, Long> before = new TreeMap<>(units);
            List<Placed> refunded = new ArrayList<>();
            for (int i = wave * REFUNDS_IN_A_WAVE; i < (wave + 1) * REFUNDS_IN_A_WAVE; i++) {
                refunded.add(orders.get(i));
                units.merge(productOf(products, i), -1L, Long::sum);
            }
            List<RawRequest> calls = new ArrayList<>(CrowdedShop.each(refunded, Calls::cancel));
            IntStream.range(0, READS_IN_A_WAVE).forEach(i -> calls.add(Calls.get("/products/popular")));
            if (wave % 2 == 1) {
                // Not in each wave: it would put right what the refunds before it did wrong.
                calls.add(Calls.administration("POST", "/ranking/" + day));
            }
            List<Response> replies = shop.all(CrowdedShop.mixed(calls));
            assertBetween(replies, before, units);
            assertPopular(shop, units);
        }
        assertThat(shop.points(users.subList(0, waves * REFUNDS_IN_A_WAVE)))
                .as("the points of the refunded")
                .containsOnly(POINTS);
    }

    /** The later products are bought more often, and refunds come across all of them. */
    private static long productOf(List<Long> products, int order) {
        return products.get((int) Math.sqrt(order * 7 % (PRODUCTS * PRODUCTS)));
    }

    private static void assertPopular(CrowdedShop shop, Map<Long, Long> units) {
        Response popular = shop.one(Calls.get("/products/popular"));
        List<String> expected = units.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(LISTED)
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
        List<String> listed = new ArrayList<>();
        for (JsonNode product : popular.json().path("products")) {
            listed.add(product.path("productId").asLong() + ": "
                    + product.path("units").asLong());
        }
        assertThat(listed).as("the popular products").isEqualTo(expected);
    }

    private static void assertBetween(List<Response> replies, Map<Long, Long> before, Map<Long, Long> after) {
        for (Response reply : replies) {
            for (JsonNode product : reply.json().path("products")) {
                long id = product.path("productId").asLong();
                assertThat(product.path("units").asLong())
                        .as("the units of product %d during the wave", id)
                        .isBetween(after.get(id), before.get(id));
            }
        }
    }
}
