package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Many pending orders that name the same coupon, all paid at once with points enough for all: one is paid. */
record OneCoupon(int orders) implements Scenario {
    private static final long POINTS = 1_000_000;
    private static final long PRICE = 10_000;
    private static final long DISCOUNT = 1_000;

    @Override
    public void run(CrowdedShop shop) {
        long user = shop.user(POINTS);
        long product = shop.product(PRICE, orders);
        long coupon = shop.issue(shop.coupon(DISCOUNT, 1), user);
        List<Placed> orders = shop.orders(this.orders, user, product, coupon);

        List<Response> replies = shop.rush(CrowdedShop.each(orders, Calls::pay));

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", 1, "409 COUPON_ALREADY_USED", this.orders - 1));
        List<String> statuses = shop.statuses(orders);
        assertThat(Collections.frequency(statuses, "PAID"))
                .as("the paid orders")
                .isEqualTo(1);
        assertThat(Collections.frequency(statuses, "PENDING"))
                .as("the pending orders")
                .isEqualTo(this.orders - 1);
        assertThat(shop.points(user)).as("the points left").isEqualTo(POINTS - PRICE + DISCOUNT);
        assertThat(shop.couponStatuses(List.of(user))).as("the coupon").containsExactly("USED");
    }
}
