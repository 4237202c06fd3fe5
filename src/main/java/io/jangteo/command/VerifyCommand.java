package io.jangteo.command;

import io.jangteo.books.Books;
import io.jangteo.books.BooksReport;
import io.jangteo.config.Values;
import io.jangteo.database.Database;
import io.jangteo.database.PostgresSettings;
import io.jangteo.database.PostgresSnapshot;
import io.jangteo.database.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the books of a data directory or a PostgreSQL database, whether or not servers are running on it. */
final class VerifyCommand extends Command<VerifyCommand.Settings> {

    record Settings(
            Path data,
            boolean sharedData,

            @Nullable String database,

            @Nullable String databasePassword) implements OnDirectory {}

    VerifyCommand() {
        super("verify", "Checks that a shop adds up; exit status 1 if it does not.", Settings.class);
    }

    @Override
    List<String> complaints(Values values) {
        return values.conflict("data", "database").stream().toList();
    }

    @Override
    boolean usesSqlite(Settings settings) {
        return settings.database == null;
    }

    @Override
    int run(Settings settings, Console console) {
        int threads = WatchedBooks.threads();
        if (settings.database != null) {
            PostgresSettings address = new PostgresSettings(settings.database, settings.databasePassword);
            try (PostgresSnapshot database = PostgresSnapshot.open(address, threads)) {
                return verify(database, threads, console);
            }
        }
        try (Snapshot database = Snapshot.open(settings.directory(), threads)) {
            if (database.readers() < threads) {
                console.err().println("Other processes keep committing, so one thread checks the books.");
            }
            return verify(database, database.readers(), console);
        }
    }

    private static int verify(Database database, int threads, Console console) {
        BooksReport report = WatchedBooks.report(new Books(database).run(), threads, console);
        console.out().println(json(report));
        return report.balanced() ? 0 : 1;
    }
}
