package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** More users than coupons, all at once: first come, first served, and exactly as many as there are. */
record CouponRush(int users, int quantity) implements Scenario {
    @Override
    public void run(CrowdedShop shop) {
        List<Long> users = shop.users(this.users, 0);
        long coupon = shop.coupon(1_000, quantity);

        List<Response> replies = shop.rush(CrowdedShop.each(users, user -> Calls.issue(coupon, user)));

        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(Map.of("200", quantity, "400 COUPON_SOLD_OUT", this.users - quantity));
        List<Response> winners = Response.successes(replies);
        assertThat(winners)
                .as("the ranks")
                .extracting(winner -> winner.number("rank"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, quantity).boxed().toList());
        assertWhatWasAnsweredIsKept(shop, winners);
        assertThat(shop.one(Calls.get("/coupons/" + coupon)).number("issued"))
                .as("the issued ones")
                .isEqualTo(quantity);
    }

    private static void assertWhatWasAnsweredIsKept(CrowdedShop shop, List<Response> winners) {
        List<Response> kept = shop.all(
                CrowdedShop.each(winners, winner -> Calls.get("/users/" + winner.number("userId") + "/coupons")));
        assertThat(kept)
                .as("the winners' coupons")
                .extracting(coupons -> coupons.json().path("coupons").toString())
                .containsExactlyElementsOf(winners.stream()
                        .map(winner -> "[" + winner.text() + "]")
                        .toList());
    }
}
