package io.jangteo.testkit;

import io.jangteo.problem.Problem;
import io.jangteo.testmode.TestMode;
import java.time.Duration;
import java.time.Instant;

/** A shop's clock in the hand of a test. It ticks unless it is stopped, and never goes backwards. */
public final class TestClock {
    private final TestMode testMode;

    public TestClock(TestMode testMode) {
        this.testMode = testMode;
    }

    public Instant now() {
        return testMode.now();
    }

    /**
     * Moves the clock on. When this returns, everything that is due by the new time has happened: orders have expired,
     * the days' sales are computed, deliveries were tried.
     *
     * @param duration zero to 3,660 days
     * @return the new time
     */
    public Instant advance(Duration duration) {
        return Problem.traced(() -> testMode.advance(duration));
    }

    /**
     * Moves the clock on to the moment.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if it has passed
     */
    public Instant advanceTo(Instant moment) {
        return advance(Duration.between(testMode.now(), moment));
    }

    /** Stands still from now on; {@link #advance} moves it all the same. */
    public Instant stop() {
        return testMode.stopClock();
    }

    /** Ticks on from where it is. */
    public Instant start() {
        return testMode.startClock();
    }
}
