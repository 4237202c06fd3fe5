package io.jangteo.command;

import io.jangteo.problem.HeapExhaustion;
import io.jangteo.schedule.Threads;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Ends the process when its heap is exhausted, so that a supervisor restarts it. An OutOfMemoryError that a library
 * swallowed shows in the watch's own small allocation; everything needed to end the process is allocated in advance.
 */
final class HeapWatch implements Runnable {
    /** The JVM's own exit status if it is set to exit when out of memory. */
    static final int STATUS = 3;

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int PROBE_BYTES = 65_536;
    private static final String MESSAGE =
            "jangteo: the heap is exhausted, so the process ends; restart it with a larger -Xmx";
    private static final FileOutputStream ERROR = new FileOutputStream(FileDescriptor.err);

    private final AtomicReference<byte[]> probe = new AtomicReference<>();

    private HeapWatch() {}

    /** Starts the watch; the format is the log's. */
    static void begin(Console console, UnaryOperator<String> format) {
        byte[] line = (format.apply(MESSAGE) + "\n").getBytes(StandardCharsets.US_ASCII);
        HeapExhaustion.onExhausted(() -> end(line));
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            HeapExhaustion.check(thrown);
            console.err().println("jangteo: the thread " + thread.getName() + " ended: " + thrown);
        });
        Threads.daemon("jangteo-heap-watch", new HeapWatch()).start();
    }

    @Override
    public void run() {
        while (true) {
            try {
                probe.set(new byte[PROBE_BYTES]);
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
            // The exit status reports it too.
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
