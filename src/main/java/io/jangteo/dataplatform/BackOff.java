package io.jangteo.dataplatform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides when a failed message is retried and when it is given up. */
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

    /**
     * Each delay is up to a fifth longer or shorter, so that messages that failed together are not retried together.
     */
    static final double JITTER = 0.2;

    /** Upper bound of the delay that a receiver may request: the longest of the standard. */
    static final Duration RETRY_AFTER_MAX = Duration.ofHours(24);

    private final List<Duration> delays;
    private final RandomGenerator random;

    public BackOff(List<Duration> delays, RandomGenerator random) {
        this.delays = List.copyOf(delays);
        this.random = random;
    }

    /**
     * The delay after the given number of failed attempts; empty if no attempts are left.
     *
     * @param retryAfter the delay that the receiver requested: honored up to {@link #RETRY_AFTER_MAX}, and only if
     *     longer than the planned one
     */
    Optional<Duration> after(int failedAttempts, Duration retryAfter) {
        if (failedAttempts >= delays.size()) {
            return Optional.empty();
        }
        double factor = random.nextDouble(1 - JITTER, 1 + JITTER);
        Duration planned =
                Duration.ofMillis(Math.round(delays.get(failedAttempts).toMillis() * factor));
        Duration asked = retryAfter.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : retryAfter;
        return Optional.of(asked.compareTo(planned) > 0 ? asked : planned);
    }
}
