package io.jangteo.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A handler's result that may not be there yet: the request waits for it, without a place among those that are worked
 * on.
 *
 * @param limit how long it waits at most
 */
public record Awaited(Duration limit, Look look) {

    /** Looks whether the result is there. */
    @FunctionalInterface
    public interface Look {
        /**
         * Returns the result, such as an {@link Ongoing} one, or {@code null} to go on waiting. Must be short: one
         * thread looks for all that wait.
         *
         * @param isLast whether the wait ends now, so that there must be a result
         */
        @Nullable
        Object now(boolean isLast);
    }
}
