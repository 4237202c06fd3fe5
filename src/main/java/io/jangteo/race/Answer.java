package io.jangteo.race;

import org.jspecify.annotations.Nullable;

/**
 * What one request of a race came to.
 *
 * @param winner absent unless a coupon was issued
 * @param code of the refusal, {@link #NO_REPLY} where none came that can be read; absent if a coupon was issued
 * @param micros from sending the request to its reply; -1 without one
 */
record Answer(@Nullable RaceWinner winner, @Nullable String code, long micros) {
    static final String NO_REPLY = "NO_REPLY";

    static Answer issued(long rank, long userId, long micros) {
        return new Answer(new RaceWinner(rank, userId), null, micros);
    }

    static Answer refused(String code, long micros) {
        return new Answer(null, code, micros);
    }

    static Answer lost() {
        return new Answer(null, NO_REPLY, -1);
    }

    boolean hasReply() {
        return micros >= 0;
    }
}
