package io.jangteo.command;

import io.jangteo.books.BooksProgress;
import io.jangteo.books.BooksReport;
import io.jangteo.books.BooksRun;

/** A run of the books that reports its progress each second. */
final class WatchedBooks {
    /** Each has a connection with its own page cache. */
    private static final int THREADS_MAX = 4;

    private WatchedBooks() {}

    /** Returns how many checks to run at a time. */
    static int threads() {
        return Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());
    }

    static BooksReport report(BooksRun run, int threads, Console console) {
        return Ticker.during(() -> run.report(threads), () -> progress(run), console);
    }

    private static String progress(BooksRun run) {
        BooksProgress progress = run.progress();
        return "%d of %d checks done, %,d items looked at".formatted(progress.done(), progress.of(), run.checked());
    }
}
