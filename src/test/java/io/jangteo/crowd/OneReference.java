package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;

/** Users and products that all want one reference at once: one of each kind gets it, and the others are told which. */
record OneReference(int times) implements Scenario {
    @Override
    public void run(CrowdedShop shop) {
        Map<String, Object> user = Map.of("name", "김하나", "reference", "one");
        Map<String, Object> product = Map.of("name", "사과", "price", 1, "stock", 1, "reference", "one");
        for (List<Response> replies : List.of(
                shop.rush(times, Calls.administration("/users", user)),
                shop.rush(times, Calls.administration("/products", product)))) {
            assertThat(Response.outcomes(replies))
                    .as("the outcomes")
                    .isEqualTo(Map.of("201", 1, "409 REFERENCE_TAKEN", times - 1));
            assertThat(replies.stream().map(reply -> reply.number("id")).distinct())
                    .as("the one that has it")
                    .hasSize(1);
        }
    }
}
