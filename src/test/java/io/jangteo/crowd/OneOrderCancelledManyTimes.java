package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;

/** One order that is cancelled many times at once, pending or paid: everything goes back once. */
record OneOrderCancelledManyTimes(int times, boolean paid) implements Scenario {
    private static final long POINTS = 500_000;
    private static final long STOCK = 10;

    @Override
    public void run(CrowdedShop shop) {
        long user = shop.user(POINTS);
        long product = shop.product(10_000, STOCK);
        Placed order = shop.orders(List.of(user), product).get(0);
        if (paid) {
            shop.one(Calls.pay(order));
        }
        String end = paid ? "REFUNDED" : "CANCELLED";

        List<Response> replies = shop.rush(times, Calls.cancel(order));

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", 1, "409 ORDER_" + end, times - 1));
        assertThat(shop.statuses(List.of(order))).as("the order").containsExactly(end);
        assertThat(shop.points(user)).as("the points").isEqualTo(POINTS);
        assertThat(shop.entries(user)).as("the entries").hasSize(paid ? 3 : 1);
        assertThat(shop.stock(product)).as("the stock").isEqualTo(STOCK);
    }
}
