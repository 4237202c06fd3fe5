package io.jangteo.command;

import io.jangteo.books.Books;
import io.jangteo.config.Kind;
import io.jangteo.config.Setting;
import io.jangteo.config.Takes;
import io.jangteo.config.Values;
import io.jangteo.database.BackupFile;
import io.jangteo.database.Database;
import io.jangteo.database.Restore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replaces a data directory's database with a backup. */
final class RestoreCommand extends Command<RestoreCommand.Settings> {

    record Settings(
            Path data,
            boolean sharedData,

            @Setting("Refused: a PostgreSQL database is restored with pg_restore.")
            @Takes(kind = Kind.DATABASE, secret = true)
            @Nullable
            String database,

            @Setting("Replaces an existing database.") boolean force,

            @Setting("Skips the checks of schema, version and books.")
            boolean unchecked,

            @Setting("The copy to restore; it is checked first.")
            @Takes(label = "FILE", required = true, positional = true)
            Path file)
            implements OnDirectory {}

    RestoreCommand() {
        super(
                "restore",
                "Restores a backup into a data directory. The keys stay as they are; no server may be running on it.",
                Settings.class);
    }

    @Override
    List<String> complaints(Values values) {
        return OnDirectory.notOnServer(values, "pg_restore");
    }

    @Override
    int run(Settings settings, Console console) {
        BackupFile restored = settings.unchecked
                ? Restore.unchecked(settings.directory(), settings.file, settings.force)
                : Restore.checked(settings.directory(), settings.file, settings.force, RestoreCommand::complaint);
        console.out().println(json(restored));
        return 0;
    }

    /** Names the first check of the books that failed. */
    private static Optional<String> complaint(Database shop) {
        return new Books(shop)
                .check().checks().stream()
                        .filter(check -> !check.violations().isEmpty())
                        .map(check ->
                                check.name() + " finds " + check.violations().get(0))
                        .findFirst();
    }
}
