package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;

/** One user who asks for the same coupon many times at once: gets one, and takes none from the others. */
record OneUserOneCoupon(int times) implements Scenario {
    @Override
    public void run(CrowdedShop shop) {
        long user = shop.user(0);
        long coupon = shop.coupon(1_000, times);

        List<Response> replies = shop.rush(times, Calls.issue(coupon, user));

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", 1, "409 COUPON_ALREADY_ISSUED", times - 1));
        assertThat(shop.issue(coupon, shop.user(0)))
                .as("the next user's coupon")
                .isPositive();
        assertThat(shop.one(Calls.get("/coupons/" + coupon)).number("issued"))
                .as("the issued ones")
                .isEqualTo(2);
    }
}
