package io.jangteo.command;

import io.jangteo.problem.HeapExhaustion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Ends the process when its heap is exhausted, so that a supervisor starts it again. What a library caught shows in the
 * watch's own small allocation; everything that the end needs is made beforehand.
 */
final class HeapWatch implements Runnable {
    /** The JVM itself ends with this status where it is told to exit for want of memory. */
    static final int STATUS = 3;

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int PROBE_BYTES = 65_536;
    private static final String MESSAGE =
            "jangteo: the heap is exhausted, so the process ends; start it again, with more of it by -Xmx";
    private static final FileOutputStream ERROR = new FileOutputStream(FileDescriptor.err);

    private volatile byte[] probe;

    private HeapWatch() {}

    /** From now on; the format is the log's. */
    static void begin(Console console, UnaryOperator<String> format) {
        byte[] line = (format.apply(MESSAGE) + "\n").getBytes(StandardCharsets.US_ASCII);
        HeapExhaustion.onExhausted(() -> end(line));
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            HeapExhaustion.check(thrown);
            console.err().println("jangteo: the thread " + thread.getName() + " ended: " + thrown);
        });
        Thread thread = new Thread(new HeapWatch(), "jangteo-heap-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (true) {
            try {
                probe = new byte[PROBE_BYTES];
                LockSupport.parkNanos(PERIOD_NANOS);
            } catch (OutOfMemoryError thrown) {
                HeapExhaustion.check(thrown);
            }
        }
    }

    private static void end(byte[] line) {
        try {
            ERROR.write(line);
        } catch (IOException | OutOfMemoryError unsaid) {
            // The status says it too.
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
