package io.jangteo.race;

import org.jspecify.annotations.Nullable;

/**
 * What one request of a race came to.
 *
 * @param winner absent unless a coupon was issued
 * @param code of the refusal, {@link #NO_REPLY} where none came that can be read; absent if a coupon was issued
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
