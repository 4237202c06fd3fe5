package io.jangteo.web;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the memory that all request bodies may hold together. */
final class ByteBudget {
    private final long maxBytes;
    private final AtomicLong takenBytes = new AtomicLong();

    /** @param maxBytes the most that may be taken at a time */
    ByteBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes the bytes if enough are left. */
    boolean take(long bytes) {
        long taken = takenBytes.addAndGet(bytes);
        if (taken > maxBytes) {
            takenBytes.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        takenBytes.addAndGet(-bytes);
    }

    long takenBytes() {
        return takenBytes.get();
    }
}
