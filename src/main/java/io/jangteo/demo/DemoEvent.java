package io.jangteo.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code history.json}: an action of a user.
 *
 * @param day relative to the day of loading, see {@link DemoMoment}
 * @param time of day; the moment of loading if absent
 * @param amount points, for a charge
 * @param coupon for taking one, and for an order that uses the one taken
 * @param items units by product, for an order
 */
record DemoEvent(
        int day,
        @Nullable String time,
        int user,
        Verb verb,
        @Nullable Long amount,
        @Nullable Integer coupon,
        @Nullable Map<Integer, Long> items) {

    DemoMoment moment() {
        return new DemoMoment(day, time);
    }

    enum Verb {
        @JsonProperty("charge")
        CHARGE,
        /** Takes a coupon. */
        @JsonProperty("take")
        TAKE,
        /** Places an order and leaves it unpaid. */
        @JsonProperty("place")
        PLACE,
        /** Places an order and pays it. */
        @JsonProperty("buy")
        BUY,
        /** Cancels the user's latest order, or refunds it if it is paid. */
        @JsonProperty("cancel")
        CANCEL
    }
}
