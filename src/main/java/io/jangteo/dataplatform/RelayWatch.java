package io.jangteo.dataplatform;

import io.jangteo.schedule.Threads;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the progress of the {@link Relay}: it has stalled if, for a minute, it has neither found nothing due nor
 * finished a round of its work. A slow or absent receiver does not count as a stall, nor does a test that stops the
 * shop's clock.
 */
final class RelayWatch implements AutoCloseable {
    /** Longer than a read of the database plus a wait for its writer may take. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Logger LOGGER = LoggerFactory.getLogger(RelayWatch.class);

    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long seenNanos;
    private boolean running = true;

    /** @param nanoTime a monotonic clock, in nanoseconds */
    RelayWatch(LongSupplier nanoTime, PrometheusRegistry registry) {
        this.nanoTime = nanoTime;
        GaugeWithCallback.builder()
                .name("jangteo_relay_running")
                .help("1 while the relay to the data platform makes progress, 0 once it has stopped")
                .callback(callback -> callback.call(isRunning() ? 1 : 0))
                .register(registry);
        seen();
    }

    /** Starts to check periodically, so that a stall is logged even if nobody queries the state. */
    void start() {
        seen();
        Threads.daemon("jangteo-relay-watch", this::look).start();
    }

    /** Records that the relay made progress. */
    void seen() {
        seenNanos = nanoTime.getAsLong();
    }

    /** Whether the relay makes progress; logs each change once. */
    synchronized boolean isRunning() {
        boolean now = nanoTime.getAsLong() - seenNanos <= PATIENCE.toNanos();
        if (running && !now) {
            LOGGER.error(
                    "The relay to the data platform has stopped: it got nothing done for {} s", PATIENCE.toSeconds());
        } else if (!running && now) {
            LOGGER.warn("The relay to the data platform runs again");
        }
        running = now;
        return now;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void look() {
        try {
            while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                lookOnce();
            }
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ignores all failures: this thread must survive a machine without memory or threads, since that is what it
     * reports.
     */
    private void lookOnce() {
        try {
            isRunning();
        } catch (RuntimeException | Error thrown) {
            // The next check tries again.
        }
    }
}
