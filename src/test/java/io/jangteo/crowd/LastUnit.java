package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Many orders for the last unit of a product, each with a unit of another of which there is plenty, named in either
 * order: one is placed, and what the others had taken of the plenty goes back.
 */
record LastUnit(int users) implements Scenario {
    @Override
    public void run(CrowdedShop shop) {
        List<Long> users = shop.users(this.users, 0);
        long plenty = shop.product(1_000, this.users);
        long last = shop.product(2_000, 1);
        List<Long> one = List.of(plenty, last);
        List<Long> other = List.of(last, plenty);

        List<Response> replies = shop.rush(IntStream.range(0, this.users)
                .mapToObj(i -> Calls.order(users.get(i), null, i % 2 == 0 ? one : other))
                .toList());

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("201", 1, "409 OUT_OF_STOCK", this.users - 1));
        assertThat(shop.stock(last)).as("the last unit").isZero();
        assertThat(shop.stock(plenty)).as("the plenty").isEqualTo(this.users - 1);
        List<Response> orders = shop.all(CrowdedShop.each(users, user -> Calls.get("/users/" + user + "/orders")));
        long buyer = Response.successes(replies).get(0).number("userId");
        assertThat(orders)
                .as("the orders of each")
                .extracting(list -> list.json().path("orders").size())
                .containsExactlyElementsOf(
                        users.stream().map(user -> user == buyer ? 1 : 0).toList());
    }
}
