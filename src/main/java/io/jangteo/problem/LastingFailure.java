package io.jangteo.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A failure that may last, such as a full disk. It is logged once when it begins and once when it has ended, however
 * often it recurs in between; a different failure of the same part is logged separately.
 */
public final class LastingFailure {
    /** A failure has not ended if the part works only now and then, as on a disk that is nearly full. */
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final Logger logger;
    private final String ended;
    private volatile @Nullable String lasting;
    private volatile long metNanos;

    /** @param ended the message to log when the part works again */
    public LastingFailure(Logger logger, String ended) {
        this.logger = logger;
        this.ended = ended;
    }

    /** Reports that the part failed, and why. */
    public synchronized void met(String failure) {
        metNanos = System.nanoTime();
        if (!failure.equals(lasting)) {
            lasting = failure;
            logger.error(failure);
        }
    }

    /** Reports that the part works: if it has not failed for ten seconds, the failure has ended. */
    public void over() {
        if (lasting != null && System.nanoTime() - metNanos > QUIET_NANOS) {
            end();
        }
    }

    private synchronized void end() {
        if (lasting != null) {
            lasting = null;
            logger.warn(ended);
        }
    }
}
