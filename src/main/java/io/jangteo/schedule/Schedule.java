package io.jangteo.schedule;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs all recurring work. Checks each task several times a second and runs it if something on its agenda is due. No
 * task runs concurrently with itself, and none waits for another.
 */
public final class Schedule implements AutoCloseable {
    /** Maximum delay between due time and start. */
    private static final long PERIOD_MILLIS = 200;

    private static final long STOP_TIMEOUT_SECONDS = 15;
    /** Work that causes other work takes a few rounds; a task that always fails must not loop endlessly. */
    private static final int ROUNDS_MAX = 20;

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Counter runs;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(0);
    private volatile List<Recurring> recurring = List.of();

    public Schedule(InstantSource clock, PrometheusRegistry registry) {
        this(clock, registry, System::nanoTime);
    }

    Schedule(InstantSource clock, PrometheusRegistry registry, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.runs = Counter.builder()
                .name("jangteo_scheduler_runs_total")
                .help("Runs of recurring work, by task and outcome")
                .labelNames("task", "outcome")
                .register(registry);
    }

    /** Starts the checks of the tasks; may be called once. Creates no further threads after that. */
    public void start(List<Task> tasks) {
        start(tasks, Threads.daemons("jangteo-schedule-"));
    }

    void start(List<Task> tasks, ThreadFactory threads) {
        executor.setThreadFactory(threads);
        executor.setCorePoolSize(tasks.size());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        recurring =
                tasks.stream().map(task -> new Recurring(task, runs, nanoTime)).toList();
        for (Recurring each : recurring) {
            // Several processes on one database would otherwise all begin with midnight at the same moment.
            long first = ThreadLocalRandom.current().nextLong(1, PERIOD_MILLIS + 1);
            Future<?> unused =
                    executor.scheduleWithFixedDelay(() -> look(each), first, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Checks the named task now, or after a short rest, instead of at its next turn; returns immediately. */
    public void wake(String name) {
        for (Recurring each : recurring) {
            if (each.name().equals(name) && each.markWoken()) {
                runSoon(each);
            }
        }
    }

    /** The next time at which any task is due; empty if nothing is planned. */
    public Optional<Instant> nextDue() {
        return recurring.stream()
                .map(Recurring::nextDue)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /**
     * Runs all due work on this thread, until nothing is due.
     *
     * @throws IllegalStateException if work stays due after repeated runs
     */
    public void runDue() {
        boolean ran;
        int rounds = 0;
        do {
            ran = false;
            for (Recurring each : recurring) {
                ran |= each.runIfDue(clock);
            }
            rounds++;
        } while (ran && rounds < ROUNDS_MAX);
        if (ran) {
            throw new IllegalStateException("Some recurring work stays due after repeated runs");
        }
    }

    /** Runs the action while all tasks are paused. */
    public void pausedFor(Runnable action) {
        pausedFor(0, action);
    }

    private void look(Recurring each) {
        if (each.look(clock)) {
            runSoon(each);
        }
    }

    private void runSoon(Recurring woken) {
        try {
            Future<?> unused = executor.schedule(() -> look(woken), woken.restNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            // Due work stays on the agenda for the next start.
        } catch (RuntimeException | Error thrown) {
            // The caller has committed and must not fail for lack of a thread; the task's next turn comes anyway.
            woken.forgetWoken();
        }
    }

    private void pausedFor(int from, Runnable action) {
        if (from == recurring.size()) {
            action.run();
        } else {
            recurring.get(from).alone(() -> pausedFor(from + 1, action));
        }
    }

    /** Waits for running tasks to end. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException thrown) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
