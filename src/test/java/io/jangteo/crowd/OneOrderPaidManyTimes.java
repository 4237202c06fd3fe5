package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;

/** One order that is paid many times at once, with points enough for all: once. */
record OneOrderPaidManyTimes(int times) implements Scenario {
    private static final long POINTS = 1_000_000;
    private static final long PRICE = 10_000;

    @Override
    public void run(CrowdedShop shop) {
        long user = shop.user(POINTS);
        Placed order = shop.orders(List.of(user), shop.product(PRICE, 1)).get(0);

        List<Response> replies = shop.rush(times, Calls.pay(order));

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", 1, "409 ORDER_ALREADY_PAID", times - 1));
        assertThat(shop.statuses(List.of(order))).as("the order").containsExactly("PAID");
        assertThat(shop.points(user)).as("the points left").isEqualTo(POINTS - PRICE);
        assertThat(shop.entries(user)).as("the entries").containsExactly("SPEND", "ADJUST");
        assertThat(shop.deliveries()).as("the messages").hasSize(1);
    }
}
