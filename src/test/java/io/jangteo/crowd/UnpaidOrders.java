package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Many orders of one user at once, with stock for all of them: as many as may be unpaid, and not one more. */
record UnpaidOrders(int orders, int maximum) implements Scenario {

    @Override
    public void run(CrowdedShop shop) {
        long user = shop.user(0);
        long product = shop.product(10_000, orders);

        List<Response> replies = shop.rush(orders, Calls.order(user, null, List.of(product)));

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("201", maximum, "409 TOO_MANY_PENDING_ORDERS", orders - maximum));
        assertThat(replies)
                .filteredOn(reply -> !reply.isSuccess())
                .as("the refusals")
                .allSatisfy(reply -> assertThat(reply.number("maximum")).isEqualTo(maximum));
        List<Placed> placed = Response.successes(replies).stream()
                .map(reply -> new Placed(reply.number("id"), user))
                .toList();
        assertThat(shop.statuses(placed)).as("the orders").isEqualTo(Collections.nCopies(maximum, "PENDING"));
        assertThat(shop.stock(product)).as("the stock").isEqualTo(orders - maximum);
    }
}
