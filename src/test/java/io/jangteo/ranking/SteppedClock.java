package io.jangteo.ranking;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is set; may be set back. */
final class SteppedClock implements InstantSource {
    private volatile Instant now;

    SteppedClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void set(Instant moment) {
        now = moment;
    }

    void step(Duration by) {
        now = now.plus(by);
    }
}
