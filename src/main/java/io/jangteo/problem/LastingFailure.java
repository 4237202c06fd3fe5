package io.jangteo.problem;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A failure that may last, such as a full disk. It is logged once when it begins and once when it has ended, however
 * often it recurs in between; different failures of the same part are logged once each.
 */
public final class LastingFailure {
    /** A failure has not ended if the part works only now and then, as on a disk that is nearly full. */
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    /** A message may name what changes each time; the log must not grow by it. */
    private static final int SAID_MAX = 16;

    private final Logger logger;
    private final String ended;
    private final LongSupplier nanoTime;
    /** What has been logged since the failure began. */
    private final Set<String> said = new HashSet<>();

    private volatile boolean lasting;
    private volatile long metNanos;

    /** @param ended the message to log when the part works again */
    public LastingFailure(Logger logger, String ended) {
        this(logger, ended, System::nanoTime);
    }

    /** @param nanoTime a monotonic clock, in nanoseconds */
    public LastingFailure(Logger logger, String ended, LongSupplier nanoTime) {
        this.logger = logger;
        this.ended = ended;
        this.nanoTime = nanoTime;
    }

    /** Reports that the part failed, and why. */
    public void met(String failure) {
        met(failure, null);
    }

    /** Reports that the part failed, and why; the trace of the cause is logged too. */
    public synchronized void met(String failure, @Nullable Throwable cause) {
        metNanos = nanoTime.getAsLong();
        lasting = true;
        if (said.size() < SAID_MAX && said.add(failure)) {
            logger.error(failure, cause);
        }
    }

    /** Reports that the part works: if it has not failed for ten seconds, the failure has ended. */
    public void over() {
        if (lasting && nanoTime.getAsLong() - metNanos > QUIET_NANOS) {
            end();
        }
    }

    private synchronized void end() {
        if (lasting) {
            lasting = false;
            said.clear();
            logger.warn(ended);
        }
    }
}
