package io.jangteo.dataplatform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a message that was not taken is tried again, and when it is given up. */
public final class BackOff {
    /**
     * The delay before each attempt, as Standard Webhooks 1.0 recommends under "Deliverability and reliability": ten
     * attempts in about three days.
     */
    public static final List<Duration> STANDARD_WEBHOOKS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** Each delay is up to a fifth longer or shorter, so that what failed together does not come back together. */
    static final double JITTER = 0.2;

    private final List<Duration> delays;
    private final RandomGenerator random;

    public BackOff(List<Duration> delays, RandomGenerator random) {
        this.delays = List.copyOf(delays);
        this.random = random;
    }

    /** How long to wait after so many failed attempts; empty if that was the last one. */
    Optional<Duration> after(int failedAttempts) {
        if (failedAttempts >= delays.size()) {
            return Optional.empty();
        }
        double factor = random.nextDouble(1 - JITTER, 1 + JITTER);
        return Optional.of(
                Duration.ofMillis(Math.round(delays.get(failedAttempts).toMillis() * factor)));
    }
}
