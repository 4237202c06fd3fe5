package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;

/** One payment that is charged many times at once: one effect, and one reply for all. */
record OnePayment(int times) implements Scenario {
    private static final long AMOUNT = 5_000;

    @Override
    public void run(CrowdedShop shop) {
        long user = shop.user(0);

        List<Response> replies = shop.rush(times, Calls.charge(user, AMOUNT, "pay-1"));

        assertThat(Response.outcomes(replies)).as("the outcomes").isEqualTo(Map.of("200", times));
        assertThat(replies)
                .as("the balances answered")
                .allSatisfy(reply -> assertThat(reply.number("point")).isEqualTo(AMOUNT));
        assertThat(replies)
                .as("the first reply")
                .filteredOn(reply -> reply.header("Idempotent-Replayed") == null)
                .hasSize(1);
        assertThat(shop.points(user)).as("the points").isEqualTo(AMOUNT);
        assertThat(shop.entries(user)).as("the entries").containsExactly("CHARGE");
    }
}
