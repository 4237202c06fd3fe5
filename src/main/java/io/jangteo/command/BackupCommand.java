package io.jangteo.command;

import io.jangteo.backup.Backups;
import io.jangteo.config.Kind;
import io.jangteo.config.Setting;
import io.jangteo.config.Takes;
import io.jangteo.config.Values;
import io.jangteo.database.Backup;
import io.jangteo.database.BackupFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies a data directory's database, whether or not a server is running on it. */
final class BackupCommand extends Command<BackupCommand.Settings> {

    record Settings(
            Path data,
            boolean sharedData,

            @Setting("Refused: a PostgreSQL database is copied with pg_dump.")
            @Takes(kind = Kind.DATABASE, secret = true)
            @Nullable
            String database,

            @Setting("Where to write the copy; an existing file is never replaced. Default: "
                    + "backups/jangteo-<time>.db in the data directory.")
            @Takes(label = "FILE")
            @Nullable
            Path to)
            implements OnDirectory {}

    BackupCommand() {
        super(
                "backup",
                "Takes a consistent copy of a data directory's shop, even while a server runs on it.",
                Settings.class);
    }

    @Override
    List<String> complaints(Values values) {
        return OnDirectory.notOnServer(values, "pg_dump");
    }

    @Override
    int run(Settings settings, Console console) {
        BackupFile backup = settings.to == null
                ? new Backups(settings.directory(), InstantSource.system()).take()
                : Backup.take(settings.directory().existingDatabase(), settings.to);
        console.out().println(json(backup));
        return 0;
    }
}
