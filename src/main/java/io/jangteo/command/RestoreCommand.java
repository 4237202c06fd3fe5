package io.jangteo.command;

import io.jangteo.books.Books;
import io.jangteo.config.Setting;
import io.jangteo.config.Takes;
import io.jangteo.database.BackupFile;
import io.jangteo.database.Database;
import io.jangteo.database.Restore;
import java.nio.file.Path;
import java.util.Optional;

/** Puts a copy in the place of a data directory's database. */
final class RestoreCommand extends Command<RestoreCommand.Settings> {

    record Settings(
            Path data,
            boolean sharedData,
            @Setting("Replaces the database that is there.") boolean force,

            @Setting("Takes the file as it is: schema, version and books are not checked.")
            boolean unchecked,

            @Setting("The copy to put back; it is checked first.")
            @Takes(label = "FILE", required = true, positional = true)
            Path file)
            implements OnDirectory {}

    RestoreCommand() {
        super(
                "restore",
                "Puts a backup into a data directory. The keys stay as they are; no server may be running on it.",
                Settings.class);
    }

    @Override
    int run(Settings settings, Console console) {
        BackupFile restored = settings.unchecked
                ? Restore.unchecked(settings.directory(), settings.file, settings.force)
                : Restore.checked(settings.directory(), settings.file, settings.force, RestoreCommand::complaint);
        console.out().println(json(restored));
        return 0;
    }

    /** Names the first check of the books that found something. */
    private static Optional<String> complaint(Database shop) {
        return new Books(shop)
                .check().checks().stream()
                        .filter(check -> !check.violations().isEmpty())
                        .map(check ->
                                check.name() + " finds " + check.violations().get(0))
                        .findFirst();
    }
}
