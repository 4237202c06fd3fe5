package io.jangteo;

import io.jangteo.Setting.Trait;
import io.jangteo.database.BackupFile;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Restore;
import io.jangteo.web.Json;
import java.nio.file.Path;
import java.util.List;

/** Puts a copy in the place of a data directory's database. */
final class RestoreCommand implements Command {
    private static final Setting<Boolean> FORCE = Setting.onOff("force")
            .described("Replaces the database that is there.")
            .with(Trait.FLAG_ONLY);

    private static final Setting<Path> FILE = Setting.of("file", "FILE", null, "the file of a backup", Path::of)
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
        return List.of(Settings.DATA, FORCE, FILE);
    }

    @Override
    public int run(Values values, Console console) {
        DataDirectory directory = new DataDirectory(values.get(Settings.DATA));
        BackupFile restored = Restore.into(directory, values.get(FILE), values.get(FORCE));
        console.out().println(new Json(values.get(Settings.ZONE)).text(restored));
        return 0;
    }
}
