package io.jangteo.schedule;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates daemon threads, and waits for them. */
public final class Threads {
    private Threads() {}

    /** Creates a daemon thread; the caller starts it. */
    public static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Creates a factory of daemon threads, named by the prefix and a number from 1. */
    public static ThreadFactory daemons(String prefix) {
        AtomicInteger made = new AtomicInteger();
        return work -> daemon(prefix + made.incrementAndGet(), work);
    }

    /** Waits for the result of a future, or throws what it failed with. */
    public static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw thrown;
        }
    }

    /** A call that waits and may be interrupted. */
    @FunctionalInterface
    public interface Wait {
        void await() throws InterruptedException;
    }

    /**
     * Waits until the call completes, despite interrupts of the calling thread, and then restores its interrupt status.
     */
    public static void uninterruptibly(Wait wait) {
        boolean interrupted = Thread.interrupted();
        for (boolean ended = false; !ended; ) {
            try {
                wait.await();
                ended = true;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
