package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * An offer whose quantity is cut while a crowd asks for it. Either the cut comes in time, and exactly as many are issued
 * as it left; or more are gone already, and it changes nothing.
 */
record CutRush(int users, int before, int after) implements Scenario {
    @Override
    public void run(CrowdedShop shop) {
        List<Long> users = shop.users(this.users, 0);
        long coupon = shop.coupon(1_000, before);
        shop.one(Calls.change(coupon, Map.of("name", "한정 쿠폰")));
        List<RawRequest> calls = new ArrayList<>(CrowdedShop.each(users, user -> Calls.issue(coupon, user)));
        // Early in the crowd, so that it mostly comes in time.
        int place = after / 4;
        calls.add(place, Calls.change(coupon, Map.of("quantity", after)));

        List<Response> replies = new ArrayList<>(shop.rush(calls));

        Response cut = replies.remove(place);
        assertThat(cut.outcome()).as("the cut").isIn("200", "409 QUANTITY_BELOW_ISSUED");
        long issuedThen = cut.number("issued");
        int quantity = cut.isSuccess() ? after : before;
        assertThat(issuedThen <= after).as("the issued ones at the cut").isEqualTo(cut.isSuccess());
        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(CrowdedShop.counts("200", quantity, "400 COUPON_SOLD_OUT", this.users - quantity));
        assertThat(Response.successes(replies))
                .as("the ranks")
                .extracting(winner -> winner.number("rank"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, quantity).boxed().toList());
        Response offer = shop.one(Calls.get("/coupons/" + coupon));
        assertThat(offer.number("issued")).as("the issued ones").isEqualTo(quantity);
        assertThat(offer.number("quantity")).as("the quantity that is left").isEqualTo(quantity);
    }
}
