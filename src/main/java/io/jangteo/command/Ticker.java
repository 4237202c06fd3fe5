package io.jangteo.command;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Prints a line each second while something takes long. */
final class Ticker {
    private Ticker() {}

    /** Does the work, and prints where it has come to. */
    static <T> T during(Supplier<T> work, Supplier<String> progress, Console console) {
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
        Future<?> unused =
                ticker.scheduleAtFixedRate(() -> console.err().println(progress.get()), 1, 1, TimeUnit.SECONDS);
        try {
            return work.get();
        } finally {
            ticker.shutdownNow();
        }
    }
}
