package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** An offer that is closed while a crowd asks for it: no rank is given after those that the close has seen. */
record CloseRush(int users) implements Scenario {
    @Override
    public void run(CrowdedShop shop) {
        List<Long> users = shop.users(this.users, 0);
        long coupon = shop.coupon(1_000, this.users);
        List<RawRequest> calls = new ArrayList<>(CrowdedShop.each(users, user -> Calls.issue(coupon, user)));
        int place = this.users / 4;
        calls.add(place, Calls.close(coupon));

        List<Response> replies = new ArrayList<>(shop.rush(calls));

        Response closed = replies.remove(place);
        assertThat(closed.outcome()).as("the close").isEqualTo("200");
        int issued = (int) closed.number("issued");
        assertThat(Response.outcomes(replies))
                .as("the outcomes")
                .isEqualTo(CrowdedShop.counts("200", issued, "400 COUPON_NOT_OPEN", this.users - issued));
        assertThat(Response.successes(replies))
                .as("the ranks")
                .extracting(winner -> winner.number("rank"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, issued).boxed().toList());
        Response again = shop.one(Calls.close(coupon));
        assertThat(again.text()).as("the close that is repeated").isEqualTo(closed.text());
    }
}
