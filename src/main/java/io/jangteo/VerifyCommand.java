package io.jangteo;

import io.jangteo.books.Books;
import io.jangteo.books.BooksReport;
import io.jangteo.database.ReadOnlyDatabase;
import io.jangteo.web.Json;
import java.util.List;

/** Prints the books of a data directory, whether or not a server is running on it. */
final class VerifyCommand implements Command {

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "Proves that a data directory's shop adds up; exit status 1 if it does not.";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(Settings.DATA, Settings.SHARED_DATA);
    }

    @Override
    public int run(Values values, Console console) {
        try (ReadOnlyDatabase database = ReadOnlyDatabase.open(Settings.directory(values))) {
            BooksReport report = new Books(database).check();
            console.out().println(new Json(values.get(Settings.ZONE)).text(report));
            return report.balanced() ? 0 : 1;
        }
    }
}
