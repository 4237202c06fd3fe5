package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Orders that are each paid and cancelled at once. Either the payment comes first and is refunded, or the cancellation
 * comes first and nothing is paid; both leave points, stock and coupon as they were before.
 */
record PaymentAgainstCancel(int orders) implements Scenario {
    private static final long POINTS = 20_000;
    private static final String REFUNDED = "paid 200, cancelled 200, is REFUNDED after REFUND,SPEND,ADJUST";
    private static final String CANCELLED = "paid 409 ORDER_CANCELLED, cancelled 200, is CANCELLED after ADJUST";

    @Override
    public void run(CrowdedShop shop) {
        List<Long> users = shop.users(orders, POINTS);
        long product = shop.product(10_000, orders);
        List<Long> coupons = shop.issue(shop.coupon(1_000, orders), users);
        List<Placed> orders = shop.placed(IntStream.range(0, this.orders)
                .mapToObj(i -> Calls.order(users.get(i), coupons.get(i), List.of(product)))
                .toList());
        List<RawRequest> calls = IntStream.range(0, 2 * this.orders)
                .mapToObj(i -> i % 2 == 0 ? Calls.pay(orders.get(i / 2)) : Calls.cancel(orders.get(i / 2)))
                .toList();

        List<Response> replies = shop.rushMixed(calls);

        assertThat(Set.copyOf(stories(shop, orders, replies))).as("the stories").containsOnly(REFUNDED, CANCELLED);
        assertThat(shop.points(users)).as("the points").containsOnly(POINTS);
        assertThat(shop.stock(product)).as("the stock").isEqualTo(this.orders);
        assertThat(shop.couponStatuses(users)).as("the coupons").containsOnly("ISSUED");
    }

    private static List<String> stories(CrowdedShop shop, List<Placed> orders, List<Response> replies) {
        List<String> statuses = shop.statuses(orders);
        List<Response> histories =
                shop.all(CrowdedShop.each(orders, order -> Calls.get("/users/" + order.userId() + "/points/history")));
        List<String> stories = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            stories.add("paid " + replies.get(2 * i).outcome() + ", cancelled "
                    + replies.get(2 * i + 1).outcome() + ", is "
                    + statuses.get(i) + " after "
                    + String.join(",", histories.get(i).json().findValuesAsText("kind")));
        }
        return stories;
    }
}
