package io.jangteo.command;

import io.jangteo.books.Books;
import io.jangteo.books.BooksProgress;
import io.jangteo.books.BooksReport;
import io.jangteo.books.BooksRun;
import io.jangteo.database.Snapshot;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints the books of a data directory, whether or not a server is running on it. */
final class VerifyCommand extends Command<VerifyCommand.Settings> {
    /** Each has a connection with its own page cache. */
    private static final int THREADS_MAX = 4;

    record Settings(Path data, boolean sharedData) implements OnDirectory {}

    VerifyCommand() {
        super("verify", "Checks that a data directory's shop adds up; exit status 1 if it does not.", Settings.class);
    }

    @Override
    int run(Settings settings, Console console) {
        int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());
        try (Snapshot database = Snapshot.open(settings.directory(), threads)) {
            if (database.readers() < threads) {
                console.err().println("Other processes keep committing, so one thread checks the books.");
            }
            BooksReport report = report(new Books(database).run(), database.readers(), console);
            console.out().println(json(report));
            return report.balanced() ? 0 : 1;
        }
    }

    /** Reports progress each second. */
    private static BooksReport report(BooksRun run, int threads, Console console) {
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
        Future<?> unused =
                ticker.scheduleAtFixedRate(() -> console.err().println(progress(run)), 1, 1, TimeUnit.SECONDS);
        try {
            return run.report(threads);
        } finally {
            ticker.shutdownNow();
        }
    }

    private static String progress(BooksRun run) {
        BooksProgress progress = run.progress();
        return "%d of %d checks done, %,d items looked at".formatted(progress.done(), progress.of(), run.checked());
    }
}
