package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A balance that pays for one of a user's orders, all of which are paid at once. */
record OneBalance(int orders) implements Scenario {
    private static final long PRICE = 10_000;

    @Override
    public void run(CrowdedShop shop) {
        long user = shop.user(PRICE);
        long product = shop.product(PRICE, orders);
        List<Placed> orders = shop.orders(this.orders, user, product, null);

        List<Response> replies = shop.rush(CrowdedShop.each(orders, Calls::pay));

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", 1, "409 INSUFFICIENT_POINTS", this.orders - 1));
        assertThat(replies)
                .filteredOn(reply -> !reply.isSuccess())
                .as("the refusals")
                .allSatisfy(reply -> assertThat(List.of(reply.number("required"), reply.number("balance")))
                        .containsExactly(PRICE, 0L));
        assertThat(shop.points(user)).as("the points left").isZero();
        assertThat(shop.entries(user)).as("the entries").containsExactly("SPEND", "ADJUST");
        assertThat(Collections.frequency(shop.statuses(orders), "PAID"))
                .as("the paid orders")
                .isEqualTo(1);
        assertThat(Collections.frequency(shop.statuses(orders), "PENDING"))
                .as("the pending orders")
                .isEqualTo(this.orders - 1);
    }
}
