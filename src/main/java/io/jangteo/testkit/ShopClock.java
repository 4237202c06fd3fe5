package io.jangteo.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The clock of a shop in test mode: real time, and as much more as it was moved ahead. It goes on ticking from where it
 * was put.
 */
public final class ShopClock implements InstantSource {
    private final InstantSource real;
    private volatile Duration ahead = Duration.ZERO;

    public ShopClock(InstantSource real) {
        this.real = real;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    /** What the time would be had nobody moved it, to the millisecond. */
    Instant realTime() {
        return real.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How far it is ahead of real time. */
    Duration ahead() {
        return ahead;
    }

    void setAhead(Duration ahead) {
        this.ahead = ahead;
    }

    /** Moves on to the moment; does nothing if it has passed. */
    void moveTo(Instant moment) {
        Duration distance = Duration.between(instant(), moment);
        if (!distance.isNegative()) {
            ahead = ahead.plus(distance);
        }
    }
}
