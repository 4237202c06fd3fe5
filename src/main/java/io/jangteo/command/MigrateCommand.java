package io.jangteo.command;

import io.jangteo.books.Books;
import io.jangteo.books.BooksReport;
import io.jangteo.config.Kind;
import io.jangteo.config.Setting;
import io.jangteo.config.Takes;
import io.jangteo.config.Values;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Database;
import io.jangteo.database.Move;
import io.jangteo.database.PostgresSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves a shop from a data directory to a PostgreSQL database, or back. */
final class MigrateCommand extends Command<MigrateCommand.Settings> {
    private static final String SERVER = "jdbc:";

    record Settings(
            @Setting("Where the shop is: a data directory, or jdbc:postgresql://host/name?user=…. It stays as it is.")
            @Takes(kind = Kind.PLACE, required = true, secret = true)
            String from,

            @Setting("Where the shop goes: an empty jdbc:postgresql://host/name?user=…, or a directory without a shop.")
            @Takes(kind = Kind.PLACE, required = true, secret = true)
            String to,

            boolean sharedData,

            @Nullable String databasePassword) {

        boolean goesToServer() {
            return to.startsWith(SERVER);
        }

        DataDirectory directory() {
            return new DataDirectory(Path.of(goesToServer() ? from : to), sharedData);
        }

        PostgresSettings server() {
            return new PostgresSettings(goesToServer() ? to : from, databasePassword);
        }
    }

    /**
     * What was moved.
     *
     * @param rows the rows of each table, which are the same on both sides
     * @param balanced whether the books of both sides are balanced and the same
     */
    record Moved(Map<String, Long> rows, boolean balanced) {}

    MigrateCommand() {
        super(
                "migrate",
                "Moves a shop from a data directory to a PostgreSQL database, or back; no server may be running on "
                        + "either. After an interruption, the same command goes on.",
                Settings.class);
    }

    @Override
    List<String> complaints(Values values) {
        List<Boolean> servers = List.of("from", "to").stream()
                .flatMap(place -> values.find(place).stream())
                .map(place -> place.toString().startsWith(SERVER))
                .toList();
        if (servers.equals(List.of(true, true))) {
            return List.of(
                    "--from and --to: one has to be a directory; pg_dump and pg_restore copy PostgreSQL databases");
        }
        return servers.equals(List.of(false, false))
                ? List.of("--from and --to: one has to be jdbc:postgresql://…; backup and restore copy directories")
                : List.of();
    }

    @Override
    List<Path> placesForLibrary(Settings settings) {
        return List.of(settings.directory().path());
    }

    @Override
    int run(Settings settings, Console console) {
        DataDirectory directory = settings.directory();
        int threads = WatchedBooks.threads();
        try (Move move = settings.goesToServer()
                ? Move.toServer(directory, settings.server(), MovedKeys.of(directory), threads, console.err()::println)
                : Move.toDirectory(settings.server(), directory, threads, console.err()::println)) {
            Moved moved = move(move, threads, console);
            if (!settings.goesToServer()) {
                MovedKeys.write(move.settings(), directory);
            }
            move.finish();
            console.out().println(json(moved));
            console.err().println("Done. Serve from the new place only: the old one stays as it was.");
            return 0;
        }
    }

    private static Moved move(Move move, int threads, Console console) {
        BooksReport before = books(move.source(), threads, console);
        if (!before.balanced()) {
            throw new IllegalStateException("The books do not balance, so nothing is moved: verify shows them");
        }
        Ticker.during(
                () -> {
                    move.copy();
                    return true;
                },
                move::progress,
                console);
        try (Database copied = move.copied()) {
            Map<String, Long> rows = Ticker.during(() -> move.compare(copied), move::progress, console);
            if (!books(copied, threads, console).equals(before)) {
                throw new IllegalStateException("The books of the copy differ from those of the shop");
            }
            return new Moved(rows, true);
        }
    }

    private static BooksReport books(Database shop, int threads, Console console) {
        return WatchedBooks.report(new Books(shop).run(), threads, console);
    }
}
