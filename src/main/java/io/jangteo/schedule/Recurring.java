package io.jangteo.schedule;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task on the schedule: runs alone, and its failures are seen. */
final class Recurring {
    private static final Logger LOGGER = LoggerFactory.getLogger(Recurring.class);

    private final Task task;
    private final CounterDataPoint successes;
    private final CounterDataPoint failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean woken = new AtomicBoolean();

    Recurring(Task task, Counter runs) {
        this.task = task;
        this.successes = runs.labelValues(task.name(), "success");
        this.failures = runs.labelValues(task.name(), "failure");
    }

    String name() {
        return task.name();
    }

    Optional<Instant> nextDue() {
        return task.nextDue();
    }

    /** False if a wake-up is already on its way: many at once are one. */
    boolean markWoken() {
        return woken.compareAndSet(false, true);
    }

    void runWoken(InstantSource clock) {
        woken.set(false);
        runIfDue(clock);
    }

    /** Whether there was something to do. A failure is logged and counted; the next look tries again. */
    boolean runIfDue(InstantSource clock) {
        lock.lock();
        try {
            Optional<Instant> due = task.nextDue();
            if (due.isEmpty() || due.get().isAfter(clock.instant())) {
                return false;
            }
            task.run();
            successes.inc();
            return true;
        } catch (RuntimeException | Error thrown) {
            failures.inc();
            LOGGER.error("The recurring task {} failed", task.name(), thrown);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void alone(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
