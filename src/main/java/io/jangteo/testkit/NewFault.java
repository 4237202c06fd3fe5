package io.jangteo.testkit;

import io.jangteo.problem.Expect;
import io.jangteo.problem.Refusals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request to inject a fault.
 *
 * @param operation the call it applies to, by its name in the OpenAPI document, such as {@code payOrder}
 * @param delayMillis the length of a {@code DELAY}, 1 to 60,000; absent for the others
 * @param times the number of requests it applies to, 1 to 1,000,000; 1 if absent
 */
public record NewFault(
        String operation,
        FaultKind kind,
        @Nullable Long delayMillis,
        @Nullable Long times) {
    private static final long DELAY_MAX_MILLIS = 60_000;
    private static final long TIMES_MAX = 1_000_000;

    public NewFault {
        Expect.present("operation", operation);
        Expect.present("kind", kind);
        if (kind == FaultKind.DELAY) {
            Expect.between("delayMillis", 1, DELAY_MAX_MILLIS, delayMillis);
        } else if (delayMillis != null) {
            throw Refusals.malformed("delayMillis", "nothing, unless kind is DELAY");
        }
        times = times == null ? 1 : Expect.between("times", 1, TIMES_MAX, times);
    }

    /** Converts to {@code delayMillis}; a duration far too long stays too long. */
    static long millis(Duration delay) {
        return delay.compareTo(Duration.ofMillis(DELAY_MAX_MILLIS)) > 0 ? DELAY_MAX_MILLIS + 1 : delay.toMillis();
    }
}
