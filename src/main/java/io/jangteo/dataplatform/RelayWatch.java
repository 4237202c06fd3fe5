package io.jangteo.dataplatform;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees whether the {@link Relay} gets on: it has stopped if, for a minute, it neither found that nothing is due nor got
 * done with a round of its work. A receiver that is slow or down does not stop it, nor does a test that stops the shop's
 * clock.
 */
final class RelayWatch implements AutoCloseable {
    /** Longer than a read of the database and a wait for its writer may take together. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Logger LOGGER = LoggerFactory.getLogger(RelayWatch.class);

    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long seenNanos;
    private boolean running = true;

    /** @param nanoTime a clock that nobody sets */
    RelayWatch(LongSupplier nanoTime, PrometheusRegistry registry) {
        this.nanoTime = nanoTime;
        GaugeWithCallback.builder()
                .name("jangteo_relay_running")
                .help("1 while the relay to the data platform gets on, 0 once it has stopped")
                .callback(callback -> callback.call(isRunning() ? 1 : 0))
                .register(registry);
        seen();
    }

    /** Looks by itself from now on, so that it is said even where nobody asks. */
    void start() {
        Thread thread = new Thread(this::look, "jangteo-relay-watch");
        thread.setDaemon(true);
        seen();
        thread.start();
    }

    /** The relay has got on. */
    void seen() {
        seenNanos = nanoTime.getAsLong();
    }

    /** Says in the log, once, when that changes. */
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

    /** This thread must outlive what it looks for: a machine without memory or threads. */
    private void lookOnce() {
        try {
            isRunning();
        } catch (RuntimeException | Error thrown) {
            // The next look tries again.
        }
    }
}
