package io.jangteo.schedule;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that do not keep the process alive, and waits that an interrupt does not end. */
public final class Threads {
    private Threads() {}

    /** Makes a thread; the caller starts it. */
    public static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Makes threads named by the prefix and a number, from 1. */
    public static ThreadFactory daemons(String prefix) {
        AtomicInteger made = new AtomicInteger();
        return work -> daemon(prefix + made.incrementAndGet(), work);
    }

    /** A call that waits. */
    @FunctionalInterface
    public interface Wait {
        void await() throws InterruptedException;
    }

    /** Waits to the end whatever interrupts the calling thread, which is interrupted again afterwards. */
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
