package io.jangteo.backup;

import io.jangteo.database.Backup;
import io.jangteo.database.BackupFailure;
import io.jangteo.database.BackupFile;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.IoReason;
import io.jangteo.database.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The backups in the data directory, each named after the time it was taken. */
public final class Backups {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "'jangteo-'uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final DataDirectory directory;
    private final InstantSource clock;

    public Backups(DataDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Takes a backup into {@code backups/}. Only one runs at a time: two would merely compete for the disk.
     *
     * @throws BackupFailure if the backup cannot be made
     */
    public synchronized BackupFile take() {
        Path database = directory.existingDatabase();
        try {
            OwnerOnly.makeDirectory(directory.backups());
        } catch (IOException thrown) {
            throw new BackupFailure("Cannot write to " + directory.backups() + ": " + IoReason.of(thrown), thrown);
        }
        return Backup.take(database, freeName());
    }

    /** Adds a number if the name is taken: with a stopped clock, as in a test, two backups have the same time. */
    private Path freeName() {
        String name = NAME.format(clock.instant());
        Path file = directory.backups().resolve(name + ".db");
        for (int number = 2; Files.exists(file); number++) {
            file = directory.backups().resolve(name + "-" + number + ".db");
        }
        return file;
    }
}
