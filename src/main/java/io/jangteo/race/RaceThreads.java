package io.jangteo.race;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates daemon threads for races, recognisable by their names. */
final class RaceThreads {
    static final String PREFIX = "jangteo-race-";

    private RaceThreads() {}

    static ThreadFactory named(String name) {
        AtomicInteger started = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, PREFIX + name + "-" + started.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
