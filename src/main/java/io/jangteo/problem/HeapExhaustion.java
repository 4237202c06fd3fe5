package io.jangteo.problem;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Detects that the heap of this process is exhausted. After that any part may have stopped halfway through its work,
 * and the process must be restarted; a thread that could not be created, or a stack overflow, only fails one request.
 */
public final class HeapExhaustion {
    private static final AtomicBoolean MET = new AtomicBoolean();
    private static volatile Runnable action = () -> {};

    private HeapExhaustion() {}

    /** Sets the action to run once when the heap is exhausted; it should need no memory. */
    public static void onExhausted(Runnable whatHappens) {
        action = whatHappens;
    }

    /** Runs the action if this was thrown for lack of heap. */
    public static void check(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error && isOfHeap(error) && MET.compareAndSet(false, true)) {
                action.run();
            }
        }
    }

    /** Judges by the message, the only difference between the JVM's kinds of this error. */
    private static boolean isOfHeap(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        return message.contains("Java heap space")
                || message.contains("GC overhead limit")
                || message.contains("Metaspace")
                || message.contains("class space");
    }
}
