package io.jangteo.race;

import org.jspecify.annotations.Nullable;

/**
 * The result of one request in a race.
 *
 * @param winner absent unless a coupon was issued
 * @param code of the refusal, {@link #NO_REPLY} if no readable reply came; absent if a coupon was issued
 * @param micros from sending the request to its reply; -1 without one
 */
record Outcome(Race.@Nullable Winner winner, @Nullable String code, long micros) {
    static final String NO_REPLY = "NO_REPLY";

    static Outcome issued(long rank, long userId, long micros) {
        return new Outcome(new Race.Winner(rank, userId), null, micros);
    }

    static Outcome refused(String code, long micros) {
        return new Outcome(null, code, micros);
    }

    static Outcome lost() {
        return new Outcome(null, NO_REPLY, -1);
    }

    boolean hasReply() {
        return micros >= 0;
    }
}
