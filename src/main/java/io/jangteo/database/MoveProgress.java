package io.jangteo.database;

/** How far a move has come, for anyone who watches it. */
final class MoveProgress {
    private volatile String doing = "";
    private volatile long of;
    private volatile long done;

    /** @param rows how many rows there are to do; 0 if nobody knows */
    void begin(String what, long rows) {
        doing = what;
        of = rows;
        done = 0;
    }

    /** Called by one thread. */
    void row() {
        done = done + 1;
    }

    String line() {
        return of == 0 ? doing : "%s: %,d of %,d rows".formatted(doing, done, of);
    }
}
