package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Orders of two products while one of them is taken off sale, wave upon wave. The reply that takes it off says what was
 * left at that commit: nothing is taken after it.
 *
 * @param orders in each wave
 */
record OffSaleAgainstOrders(int waves, int orders) implements Scenario {
    @Override
    public void run(CrowdedShop shop) {
        long stock = (long) waves * orders;
        List<Long> users = shop.users(orders, 0);
        long kept = shop.product(10_000, stock);
        long gone = shop.product(10_000, stock);
        List<RawRequest> wanted = CrowdedShop.each(users, user -> Calls.order(user, null, List.of(kept, gone)));
        RawRequest end = sale(gone, false);
        for (int wave = 0; wave < waves; wave++) {
            shop.one(sale(gone, true));
            List<RawRequest> calls = new ArrayList<>(CrowdedShop.mixed(wanted));
            int place = orders * (wave + 1) / (waves + 1);
            calls.add(place, end);

            List<Response> replies = new ArrayList<>(shop.rush(calls));

            Response ended = replies.remove(place);
            assertThat(ended.outcome()).as("the end of the sale").isEqualTo("200");
            long left = ended.number("stock");
            int placed = (int) (stock - left);
            assertThat(Response.outcomes(replies))
                    .as("the outcomes")
                    .isEqualTo(CrowdedShop.counts("201", placed, "409 PRODUCT_NOT_ON_SALE", orders - placed));
            assertThat(Response.outcomes(shop.rush(wanted)))
                    .as("the orders after the end")
                    .isEqualTo(Map.of("409 PRODUCT_NOT_ON_SALE", orders));
            assertThat(shop.one(Calls.administration("GET", "/products/" + gone))
                            .number("stock"))
                    .as("the stock")
                    .isEqualTo(left);
            assertThat(shop.stock(kept)).as("the stock of the other").isEqualTo(left);
            stock = left;
        }
    }

    private static RawRequest sale(long product, boolean isOn) {
        return Calls.administration("/products/" + product, Map.of("onSale", isOn))
                .method("PATCH");
    }
}
