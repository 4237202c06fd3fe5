package io.jangteo;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes its parts in reverse order; a failure does not stop the rest. */
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile boolean closed;

    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The shop is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception | Error thrown) {
                failure = failure == null ? new IllegalStateException("The shop did not stop properly") : failure;
                failure.addSuppressed(thrown);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
