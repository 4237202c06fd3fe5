package io.jangteo;

import io.jangteo.Setting.Trait;
import io.jangteo.backup.Backups;
import io.jangteo.database.Backup;
import io.jangteo.database.BackupFile;
import io.jangteo.database.DataDirectory;
import io.jangteo.json.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Takes a copy of a data directory's database, whether or not a server is running on it. */
final class BackupCommand implements Command {
    private static final Setting<Path> TO = Setting.path("to", "FILE", null)
            .described("Where to put the copy; a file that is there is never replaced."
                    + " Default: backups/jangteo-<time>.db in the data directory.")
            .with(Trait.FLAG_ONLY);

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String summary() {
        return "Takes a consistent copy of a data directory's shop, even while a server runs on it.";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(Settings.DATA, Settings.SHARED_DATA, TO);
    }

    @Override
    public int run(Values values, Console console) {
        DataDirectory directory = Settings.directory(values);
        Path target = values.get(TO);
        BackupFile backup = target == null
                ? new Backups(directory, InstantSource.system()).take()
                : Backup.take(directory.existingDatabase(), target);
        console.out().println(new Json(values.get(Settings.ZONE)).text(backup));
        return 0;
    }
}
