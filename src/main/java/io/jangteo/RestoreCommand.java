package io.jangteo;

import io.jangteo.Setting.Trait;
import io.jangteo.books.Books;
import io.jangteo.database.BackupFile;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Database;
import io.jangteo.database.Restore;
import io.jangteo.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts a copy in the place of a data directory's database. */
final class RestoreCommand implements Command {
    private static final Setting<Boolean> FORCE = Setting.onOff("force")
            .described("Replaces the database that is there.")
            .with(Trait.FLAG_ONLY);

    private static final Setting<Boolean> UNCHECKED = Setting.onOff("unchecked")
            .described("Takes the file as it is: schema, version and books are not checked.")
            .with(Trait.FLAG_ONLY);

    private static final Setting<Path> FILE = Setting.path("file", "FILE", null)
            .described("The copy to put back; it is checked first.")
            .with(Trait.POSITIONAL)
            .with(Trait.REQUIRED)
            .with(Trait.FLAG_ONLY);

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String summary() {
        return "Puts a backup into a data directory. The keys stay as they are; no server may be running on it.";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(Settings.DATA, Settings.SHARED_DATA, FORCE, UNCHECKED, FILE);
    }

    @Override
    public int run(Values values, Console console) {
        DataDirectory directory = Settings.directory(values);
        Path file = values.get(FILE);
        boolean force = values.get(FORCE);
        BackupFile restored = values.get(UNCHECKED)
                ? Restore.unchecked(directory, file, force)
                : Restore.checked(directory, file, force, RestoreCommand::complaint);
        console.out().println(new Json(values.get(Settings.ZONE)).text(restored));
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
