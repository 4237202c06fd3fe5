package io.jangteo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts a copy back in the place of a data directory's database. */
public final class Restore {
    /** What SQLite keeps beside a database; left there, it would be applied to the one that comes in its place. */
    private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

    private Restore() {}

    /**
     * Checks the file, copies it beside the database, checks the copy, and only then replaces the database by it.
     *
     * @param force whether a database that is there may be replaced
     * @return what is now the database
     * @throws BackupFailure if the file is not a sound copy of a shop, or there is a database that must not be replaced
     * @throws UnusableDatabase if a server is using the directory
     */
    public static BackupFile into(DataDirectory directory, Path file, boolean force) {
        StoredFile.requireUsable(file);
        directory.create();
        try (DirectoryLock lock = directory.lock()) {
            return replace(directory, file, force);
        } catch (IOException thrown) {
            throw new BackupFailure("Cannot restore " + file + ": " + IoReason.of(thrown), thrown);
        }
    }

    private static BackupFile replace(DataDirectory directory, Path file, boolean force) throws IOException {
        Path database = directory.database();
        if (Files.exists(database)) {
            if (!force) {
                throw new BackupFailure(database + " exists already; --force replaces it");
            }
            if (Files.isSameFile(database, file)) {
                throw new BackupFailure(file + " is the database itself");
            }
        }
        Path draft = directory.path().resolve("jangteo.db.restored");
        Files.deleteIfExists(draft);
        BackupFile copy = Backup.take(file, draft);
        for (String companion : COMPANIONS) {
            Files.deleteIfExists(directory.path().resolve(database.getFileName() + companion));
        }
        // They have to be gone before the new database is there, whenever the power fails.
        WholeFile.flushDirectory(directory.path());
        WholeFile.replace(draft, database);
        return new BackupFile(database.toAbsolutePath().toString(), copy.bytes(), copy.sha256());
    }
}
