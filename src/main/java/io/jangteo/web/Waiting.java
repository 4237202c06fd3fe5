package io.jangteo.web;

import io.jangteo.problem.LastingFailure;
import io.jangteo.schedule.Threads;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests whose replies may have to wait for something to happen. One thread looks after all of them, from the
 * first look on, so that however many there are, they take neither the others' places nor their connections to the
 * database.
 */
public final class Waiting implements AutoCloseable {
    /** How many may wait; each holds a connection of the server's. */
    static final int WAITING_MAX = 500;

    /** How long it takes at most until something is noticed that this process was not told of. */
    private static final long PERIOD_MILLIS = 100;

    /** How long a caller who has left keeps a place at most. */
    private static final long DEPARTURES_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long CLOSE_SECONDS = 5;
    private static final Logger LOGGER = LoggerFactory.getLogger(Waiting.class);

    private final LastingFailure failure = new LastingFailure(LOGGER, "Those who wait are looked after again");
    private final LongSupplier progress;
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, Threads.daemons("jangteo-waiting-"));
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean closed;

    /** Used only by the thread, like the fields that follow. */
    private long seen = -1;

    private long departuresSeenNanos = System.nanoTime();

    private boolean isSleeping;

    /** @param progress returns another number once something has happened that is waited for */
    public Waiting(LongSupplier progress, PrometheusRegistry registry) {
        this.progress = progress;
        GaugeWithCallback.builder()
                .name("jangteo_http_waiting")
                .help("Requests whose reply waits for something to happen, or goes on.")
                .callback(gauge -> gauge.call(waiters.size()))
                .register(registry);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** A request that waits. */
    interface Waiter {
        Call call();

        /** Whether to look even if nothing has happened. */
        boolean isDue();

        /**
         * Looks once.
         *
         * @param isLast whether the server stops or the caller has left, so that the reply must end
         * @return whether it waits no more
         */
        boolean look(boolean isLast);
    }

    /** Lets a request wait; returns false if too many wait already. */
    boolean add(Waiter waiter) {
        if (waiters.size() >= WAITING_MAX) {
            return false;
        }
        waiters.add(waiter);
        if (!closed) {
            wake();
        } else if (waiter.look(true)) {
            waiters.remove(waiter);
        }
        return true;
    }

    /** Looks now instead of a little later; returns immediately. Must be called after the commit of what happened. */
    public void wake() {
        if (!waiters.isEmpty() && woken.compareAndSet(false, true)) {
            try {
                executor.execute(this::round);
            } catch (RejectedExecutionException stopping) {
                // Its thread has ended: this one gives them their last look.
                woken.set(false);
                endAll();
            }
        }
    }

    private void round() {
        woken.set(false);
        try {
            lookAround();
            failure.over();
        } catch (RuntimeException | Error thrown) {
            failure.met("Those who wait are not looked after, and are again in a moment: " + thrown);
        }
        if (!waiters.isEmpty() && !isSleeping && !closed) {
            isSleeping = true;
            Future<?> unused = executor.schedule(
                    () -> {
                        isSleeping = false;
                        round();
                    },
                    PERIOD_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void lookAround() {
        if (closed) {
            endAll();
            return;
        }
        if (System.nanoTime() - departuresSeenNanos >= DEPARTURES_NANOS) {
            departuresSeenNanos = System.nanoTime();
            Departures.among(waiters).stream()
                    .filter(waiter -> waiter.look(true))
                    .forEach(waiters::remove);
        }
        long now = waiters.isEmpty() ? seen : progress();
        boolean hasHappened = now != seen;
        seen = now;
        waiters.removeIf(waiter -> (hasHappened || waiter.isDue()) && waiter.look(false));
    }

    /** A database that does not answer makes nobody wait longer than they wanted to. */
    private long progress() {
        try {
            return progress.getAsLong();
        } catch (RuntimeException thrown) {
            return seen;
        }
    }

    private void endAll() {
        waiters.removeIf(waiter -> waiter.look(true));
    }

    /** Ends all that wait; whoever comes later waits no more. */
    @Override
    public void close() {
        closed = true;
        wake();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException thrown) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
        endAll();
    }
}
