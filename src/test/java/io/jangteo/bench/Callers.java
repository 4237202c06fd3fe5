package io.jangteo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Threads that call, wait for the reply, and call again. */
final class Callers {
    static final int COUNT = 64;

    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);
    private static final long MEASURED_NANOS = TimeUnit.MILLISECONDS.toNanos(3_000);

    private final BooleanSupplier call;
    private final LongAdder answered = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final long measuredFrom = System.nanoTime() + WARM_UP_NANOS;

    private Callers(BooleanSupplier call) {
        this.call = call;
    }

    /** Returns the answers in a second of the measured time; it ends early when a call says that there is no more. */
    static double ratePerSecond(BooleanSupplier call) {
        Callers callers = new Callers(call);
        CountDownLatch done = new CountDownLatch(COUNT);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            threads.add(new Thread(() -> {
                callers.run();
                done.countDown();
            }));
        }
        threads.forEach(Thread::start);
        try {
            done.await();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
        Throwable failure = callers.failure.get();
        if (failure != null) {
            throw new BenchFailure("A call failed: " + failure);
        }
        return callers.answered.sum() * 1e9 / (System.nanoTime() - callers.measuredFrom);
    }

    private void run() {
        try {
            long until = measuredFrom + MEASURED_NANOS;
            while (System.nanoTime() < until && failure.get() == null && call.getAsBoolean()) {
                if (System.nanoTime() > measuredFrom) {
                    answered.increment();
                }
            }
        } catch (RuntimeException | Error thrown) {
            failure.compareAndSet(null, thrown);
        }
    }
}
