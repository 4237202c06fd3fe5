package io.jangteo.schedule;

import io.jangteo.problem.HeapExhaustion;
import io.jangteo.problem.LastingFailure;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task on the schedule. Runs it once at a time, and logs and counts its failures. */
final class Recurring {
    private static final Logger LOGGER = LoggerFactory.getLogger(Recurring.class);

    /** Between two runs of a task that is woken again and again. */
    private static final long REST_NANOS = 10_000_000;

    private final Task task;
    private final CounterDataPoint successes;
    private final CounterDataPoint failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final LastingFailure failure;
    private volatile long restsUntilNanos = System.nanoTime();

    Recurring(Task task, Counter runs, LongSupplier nanoTime) {
        this.task = task;
        this.failure = new LastingFailure(LOGGER, "The recurring task " + task.name() + " runs again", nanoTime);
        this.successes = runs.labelValues(task.name(), "success");
        this.failures = runs.labelValues(task.name(), "failure");
    }

    String name() {
        return task.name();
    }

    Optional<Instant> nextDue() {
        return task.nextDue();
    }

    /** Marks the task as woken; false if a wake-up is already pending, so that several count as one. */
    boolean markWoken() {
        return woken.compareAndSet(false, true);
    }

    void forgetWoken() {
        woken.set(false);
    }

    /**
     * Runs the task if it is due, on a thread of the schedule. Does not wait for a running task, since there are only
     * as many threads as tasks. Never throws: the executor would drop a periodic task after an exception.
     *
     * @return whether it was woken in the meantime, and has to be checked once more after its {@link #restNanos}
     */
    boolean look(InstantSource clock) {
        try {
            return lookAlone(clock) && woken.get();
        } catch (RuntimeException | Error thrown) {
            // Even logging failed.
            return false;
        }
    }

    /** Does what {@link #look} does, unless the task was run since it was woken: then it is looked at later. */
    boolean lookWoken(InstantSource clock) {
        return woken.get() && restNanos() == 0 && look(clock);
    }

    /** How long a task that is woken waits, so that it does in one run what would take many. */
    long restNanos() {
        return Math.max(0, restsUntilNanos - System.nanoTime());
    }

    /**
     * Runs the task if it is due and returns whether it was. A failure is logged and counted; the next check tries
     * again.
     */
    boolean runIfDue(InstantSource clock) {
        lock.lock();
        try {
            Optional<Instant> due = task.nextDue();
            if (due.isEmpty() || due.get().isAfter(clock.instant())) {
                failure.over();
                return false;
            }
            task.run();
            successes.inc();
            failure.over();
            return true;
        } catch (RuntimeException | Error thrown) {
            failures.inc();
            fails(thrown);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Checks the task; false if it is already running. */
    private boolean lookAlone(InstantSource clock) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            rest();
            woken.set(false);
            runIfDue(clock);
        } finally {
            rest();
            lock.unlock();
        }
        return true;
    }

    private void rest() {
        restsUntilNanos = System.nanoTime() + REST_NANOS;
    }

    private void fails(Throwable thrown) {
        HeapExhaustion.check(thrown);
        failure.met(
                "The recurring task " + task.name() + " failed and is retried until it succeeds: " + thrown, thrown);
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
