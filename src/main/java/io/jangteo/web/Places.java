package io.jangteo.web;

import io.jangteo.problem.Refusals;
import io.jangteo.schedule.Threads;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Threads for work that may take long, and the queue before them: both are bounded, and so is the wait in it. */
final class Places implements AutoCloseable {
    private static final long THREAD_IDLE_SECONDS = 60;

    private final BlockingQueue<Runnable> queue;
    private final ThreadPoolExecutor threads;
    private final long waitNanos;

    /** @param waitingMax how many may wait for one of the places */
    Places(String name, int placesMax, int waitingMax, Duration waitLimit) {
        this.queue = new LinkedBlockingQueue<>(waitingMax);
        this.threads = new ThreadPoolExecutor(
                placesMax,
                placesMax,
                THREAD_IDLE_SECONDS,
                TimeUnit.SECONDS,
                queue,
                Threads.daemons("jangteo-" + name + "-"));
        this.waitNanos = waitLimit.toNanos();
        threads.allowCoreThreadTimeOut(true);
    }

    /** A call that waits for a place. */
    private record Visit(Call call, Consumer<Call> work, Consumer<Call> end, long endNanos) implements Runnable {
        @Override
        public void run() {
            if (isTooLate()) {
                turnAway();
            } else {
                work.accept(call);
            }
        }

        boolean isTooLate() {
            return System.nanoTime() - endNanos > 0;
        }

        void turnAway() {
            call.problem = Refusals.OVERLOADED.problem();
            end.accept(call);
        }
    }

    /**
     * Does the call's work on another thread.
     *
     * @param end takes the call, refused, if no place became free in time
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} if too many wait
     */
    void enter(Call call, Consumer<Call> work, Consumer<Call> end) {
        try {
            threads.execute(new Visit(call, work, end, System.nanoTime() + waitNanos));
        } catch (RejectedExecutionException full) {
            throw Refusals.OVERLOADED.problem();
        }
    }

    /** Turns away those who have waited too long, although no place is free. */
    void sweep() {
        while (queue.peek() instanceof Visit first && first.isTooLate() && queue.remove(first)) {
            first.turnAway();
        }
    }

    /** Interrupts what is still being worked on. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
