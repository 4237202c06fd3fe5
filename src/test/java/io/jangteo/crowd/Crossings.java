package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Users who take all coupons and all units at once, then half the units once more after they were given back: each value
 * is told once each time that it falls to its mark.
 */
record Crossings(int users, int low) implements Scenario {
    @Override
    public void run(CrowdedShop shop) {
        int half = this.users / 2;
        List<Long> users = shop.users(this.users, 0);
        long coupon = shop.coupon(1_000, half);
        long product = shop.product(1_000, half);

        shop.rushMixed(Stream.concat(
                        users.stream().map(user -> Calls.issue(coupon, user)),
                        users.stream().map(user -> Calls.order(user, null, List.of(product))))
                .toList());
        assertThat(shop.stock(product)).isZero();
        assertThat(told(shop)).isEqualTo(Map.of("coupon.sold-out", 1, "stock.low", 1, "stock.sold-out", 1));

        RawRequest restock =
                Calls.administration("/products/" + product + "/stock", Map.of("delta", half, "reason", "입고"));
        shop.one(restock);
        List<Response> again = shop.rush(CrowdedShop.each(users, user -> Calls.order(user, null, List.of(product))));
        assertThat(Response.successes(again)).hasSize(half);
        assertThat(told(shop)).isEqualTo(Map.of("coupon.sold-out", 1, "stock.low", 2, "stock.sold-out", 2));
    }

    /** How often each crossing was told. */
    private static Map<String, Integer> told(CrowdedShop shop) {
        Map<String, Integer> told = new TreeMap<>();
        for (String type : List.of("coupon.sold-out", "stock.low", "stock.sold-out")) {
            int times = shop.one(Calls.administration("GET", "/deliveries?type=" + type + "&limit=100"))
                    .json()
                    .path("deliveries")
                    .size();
            told.put(type, times);
        }
        return told;
    }
}
