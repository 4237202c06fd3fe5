package io.jangteo.web;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes that all request bodies together may hold in memory. */
final class ByteBudget {
    private final long maxBytes;
    private final AtomicLong takenBytes = new AtomicLong();

    /** @param maxBytes what may be taken at the same time */
    ByteBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes the bytes, unless that is more than there are left. */
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
