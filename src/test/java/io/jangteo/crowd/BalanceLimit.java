package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Many charges at once of a balance that has room for some of them: as many as fit, and not one more. */
record BalanceLimit(int charges) implements Scenario {
    private static final long LIMIT = 1_000_000;
    private static final int FIT = 10;
    private static final long AMOUNT = LIMIT / FIT;

    @Override
    public void run(CrowdedShop shop) {
        long user = shop.user(0);

        List<Response> replies = shop.rush(charges, Calls.charge(user, AMOUNT));

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", FIT, "400 INVALID_CHARGE_AMOUNT", charges - FIT));
        assertThat(Response.successes(replies))
                .as("the balances answered")
                .extracting(reply -> reply.number("point"))
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, FIT)
                        .mapToObj(charged -> charged * AMOUNT)
                        .toList());
        assertThat(replies)
                .filteredOn(reply -> !reply.isSuccess())
                .as("the refusals")
                .allSatisfy(reply -> assertThat(reply.text("violation")).isEqualTo("BALANCE_LIMIT"));
        assertThat(shop.points(user)).as("the points").isEqualTo(LIMIT);
        assertThat(shop.entries(user)).as("the entries").hasSize(FIT).containsOnly("CHARGE");
    }
}
