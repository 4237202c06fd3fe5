package io.jangteo.testkit;

import io.jangteo.problem.Problem;
import io.jangteo.testmode.TestMode;
import java.time.Duration;
import java.time.Instant;

/** Lets a test control a shop's clock, which ticks unless it is stopped, and never goes backwards. */
public final class TestClock {
    private final TestMode testMode;

    public TestClock(TestMode testMode) {
        this.testMode = testMode;
    }

    public Instant now() {
        return testMode.now();
    }

    /**
     * Moves the clock ahead. On return, everything due by the new time has happened: orders have expired, the days'
     * sales are computed, deliveries were tried.
     *
     * @param duration zero to 3,660 days
     * @return the new time
     */
    public Instant advance(Duration duration) {
        return Problem.traced(() -> testMode.advance(duration, tx -> {}));
    }

    /**
     * Moves the clock ahead to the moment.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if it has passed
     */
    public Instant advanceTo(Instant moment) {
        return advance(Duration.between(testMode.now(), moment));
    }

    /** Stops the clock; {@link #advance} still moves it. */
    public Instant stop() {
        return testMode.stopClock(tx -> {});
    }

    /** Starts the clock from where it is. */
    public Instant start() {
        return testMode.startClock(tx -> {});
    }
}
