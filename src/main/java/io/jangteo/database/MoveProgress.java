package io.jangteo.database;

import java.util.concurrent.atomic.AtomicLong;

/** How far a move has come, for anyone who watches it. */
final class MoveProgress {
    private volatile String doing = "";
    private volatile long of;
    private final AtomicLong done = new AtomicLong();

    /** @param rows how many rows there are to do; 0 if nobody knows */
    void begin(String what, long rows) {
        doing = what;
        of = rows;
        done.set(0);
    }

    void row() {
        done.incrementAndGet();
    }

    String line() {
        return of == 0 ? doing : "%s: %,d of %,d rows".formatted(doing, done.get(), of);
    }
}
