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

    /** A receiver may ask for no longer delay than the longest of the standard. */
    static final Duration RETRY_AFTER_MAX = Duration.ofHours(24);

    private final List<Duration> delays;
    private final RandomGenerator random;

    public BackOff(List<Duration> delays, RandomGenerator random) {
        this.delays = List.copyOf(delays);
        this.random = random;
    }

    /**
     * How long to wait after the failed attempts; empty if the last one has been made.
     *
     * @param retryAfter how long the receiver asked to be left alone: obeyed up to {@link #RETRY_AFTER_MAX}, and never
     *     a reason to come earlier
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
