package io.jangteo.problem;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices that the heap of this process is exhausted. After that any part may have lost its work halfway, and the
 * process has to be started anew; a thread that could not be made, or a stack that overflowed, is a failure of one
 * request and no more.
 */
public final class HeapExhaustion {
    private static final AtomicBoolean MET = new AtomicBoolean();
    private static volatile Runnable action = () -> {};

    private HeapExhaustion() {}

    /** Sets what happens, once, when the heap is found exhausted; it had better need no memory. */
    public static void onExhausted(Runnable whatHappens) {
        action = whatHappens;
    }

    /** Looks whether this was thrown for want of heap, and acts on it if so. */
    public static void check(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error && isOfHeap(error) && MET.compareAndSet(false, true)) {
                action.run();
            }
        }
    }

    /** The JVM tells the kinds apart by their messages alone. */
    private static boolean isOfHeap(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        return message.contains("Java heap space")
                || message.contains("GC overhead limit")
                || message.contains("Metaspace")
                || message.contains("class space");
    }
}
