package io.jangteo.ranking;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps calls away from a service that fails: opens after several failures in a row, stays open for a while, then lets
 * one call through to find out, whose success closes it. Every permitted call must report its outcome.
 */
final class Breaker {
    private final int failuresMax;
    private final long pauseNanos;
    private final LongSupplier nanoTime;
    private int failures;
    private long openedNanos;
    private boolean probing;

    /** @param nanoTime a clock that is never set, such as {@link System#nanoTime} */
    Breaker(int failuresMax, Duration pause, LongSupplier nanoTime) {
        this.failuresMax = failuresMax;
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Returns whether a call may be made now. */
    synchronized boolean permits() {
        if (!isOpen()) {
            return true;
        }
        if (probing || nanoTime.getAsLong() - openedNanos < pauseNanos) {
            return false;
        }
        probing = true;
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
        probing = false;
    }

    synchronized void failed() {
        failures = Math.min(failures + 1, failuresMax);
        openedNanos = nanoTime.getAsLong();
        probing = false;
    }

    synchronized boolean isOpen() {
        return failures == failuresMax;
    }
}
