package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Paid orders that are each refunded by their shopper and by the administrator at once: one of them does it. */
record KeeperAgainstShopper(int orders) implements Scenario {
    private static final long POINTS = 20_000;
    private static final String REASON = "품절";

    @Override
    public void run(CrowdedShop shop) {
        List<Long> users = shop.users(orders, POINTS);
        long product = shop.product(10_000, orders);
        List<Placed> paid = shop.orders(users, product);
        shop.all(CrowdedShop.each(paid, Calls::pay));
        List<RawRequest> calls = new ArrayList<>();
        for (Placed order : paid) {
            calls.add(Calls.administration("/orders/" + order.id() + "/cancel", Map.of("reason", REASON)));
            calls.add(Calls.cancel(order));
        }

        List<Response> replies = shop.rush(calls);

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", orders, "409 ORDER_REFUNDED", orders));
        for (int i = 0; i < orders; i++) {
            boolean isKeepers = replies.get(2 * i).isSuccess();
            assertThat(replies.get(2 * i + 1).isSuccess()).as("the other one").isNotEqualTo(isKeepers);
            JsonNode trail = shop.one(
                            Calls.administration("GET", "/orders/" + paid.get(i).id() + "/trail"))
                    .json();
            assertThat(trail.at("/events/2/reason").textValue())
                    .as("the reason")
                    .isEqualTo(isKeepers ? REASON : null);
            assertThat(trail.path("entries").findValuesAsText("kind"))
                    .as("the entries")
                    .containsExactly("SPEND", "REFUND");
        }
        assertThat(shop.points(users)).as("the points").containsOnly(POINTS);
        assertThat(shop.stock(product)).as("the stock").isEqualTo(orders);
    }
}
