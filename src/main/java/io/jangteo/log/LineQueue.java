package io.jangteo.log;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * Writes lines to a stream on its own thread, so that a blocked stream, such as a pipe without a reader, blocks no
 * caller. The queue is bounded; when it is full, lines are dropped and a line states how many.
 */
public final class LineQueue implements AutoCloseable {
    /** A few thousand lines. */
    private static final int WAITING_MAX_CHARACTERS = 1_048_576;

    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream target;
    private final LongFunction<String> droppedLine;
    private final StringBuilder waiting = new StringBuilder();
    private long dropped;
    private boolean writing;
    private boolean closed;

    /**
     * @param target not closed with the queue
     * @param droppedLine makes the line that states how many were dropped
     */
    public LineQueue(PrintStream target, LongFunction<String> droppedLine) {
        this.target = target;
        this.droppedLine = droppedLine;
        Thread thread = new Thread(this::write, "jangteo-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues without blocking; one line may hold several that belong together. */
    public synchronized void add(String line) {
        if (closed || waiting.length() + line.length() > WAITING_MAX_CHARACTERS) {
            dropped++;
            return;
        }
        waiting.append(line).append('\n');
        notifyAll();
    }

    /** Waits up to a second until all lines are written, and returns whether they were. */
    public synchronized boolean drain() {
        long deadline = System.nanoTime() + CLOSE_NANOS;
        try {
            while (writing || !waiting.isEmpty()) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (leftMillis <= 0) {
                    return false;
                }
                wait(leftMillis);
            }
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
        return !writing && waiting.isEmpty();
    }

    /** Drains the queue; lines added afterwards are dropped. */
    @Override
    public void close() {
        drain();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    private void write() {
        String next = next();
        while (!next.isEmpty()) {
            target.print(next);
            target.flush();
            next = next();
        }
    }

    /** Takes all waiting lines; empty once the queue is closed. */
    private synchronized String next() {
        writing = false;
        notifyAll();
        try {
            while (waiting.isEmpty() && dropped == 0 && !closed) {
                wait();
            }
        } catch (InterruptedException nobodyDoes) {
            closed = true;
        }
        if (dropped > 0 && !closed) {
            waiting.append(droppedLine.apply(dropped)).append('\n');
            dropped = 0;
        }
        String next = waiting.toString();
        waiting.setLength(0);
        writing = !next.isEmpty();
        return next;
    }
}
