package io.jangteo.race;

import org.jspecify.annotations.Nullable;

/**
 * The result of one request in a race.
 *
 * @param winner absent unless a coupon was issued
 * @param code of the refusal, {@link #NO_REPLY} if no readable reply came; absent if a coupon was issued
 * @param micros from sending the request to its reply; -1 without one
 */
record RaceReply(Race.@Nullable Winner winner, @Nullable String code, long micros) {
    static final String NO_REPLY = "NO_REPLY";

    static RaceReply issued(long rank, long userId, long micros) {
        return new RaceReply(new Race.Winner(rank, userId), null, micros);
    }

    static RaceReply refused(String code, long micros) {
        return new RaceReply(null, code, micros);
    }

    static RaceReply lost() {
        return new RaceReply(null, NO_REPLY, -1);
    }

    boolean hasReply() {
        return micros >= 0;
    }
}
