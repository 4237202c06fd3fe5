package io.jangteo.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory that holds all files of a server, and their names. Its own path may be a link; nothing in it may.
 *
 * @param path its path
 * @param shared whether it may belong to another user or be accessible to others
 */
public record DataDirectory(Path path, boolean shared) {

    /** A directory for this user only. */
    public DataDirectory(Path path) {
        this(path, false);
    }

    public Path database() {
        return path.resolve("jangteo.db");
    }

    Path lockFile() {
        return path.resolve("jangteo.lock");
    }

    /** The database while a shop is being moved into the directory. */
    Path movedDraft() {
        return path.resolve("jangteo.db.moved");
    }

    public Path adminKey() {
        return path.resolve("admin.key");
    }

    public Path tokenKey() {
        return path.resolve("token.key");
    }

    public Path dataPlatformSecret() {
        return path.resolve("data-platform.secret");
    }

    /** The file that receives the data platform's messages when no URL is set. */
    public Path dataPlatformJournal() {
        return path.resolve("data-platform.jsonl");
    }

    public Path backups() {
        return path.resolve("backups");
    }

    /** The saved snapshots of test mode. */
    public Path snapshots() {
        return path.resolve("snapshots");
    }

    /**
     * Creates the directory if it is absent, for its owner only because it holds keys. Revokes other users' access to
     * an existing one.
     *
     * @throws UnusableDatabase if it is absent and cannot be created, if it is not shared but belongs to another user
     *     or stays accessible to others, or if a link stands in the place of a file
     */
    public DataDirectory create() {
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            if (!Files.isDirectory(path)) {
                OwnerOnly.makeDirectory(path);
            }
        } catch (FileAlreadyExistsException thrown) {
            throw new UnusableDatabase(
                    "The data directory " + path + " cannot be made: " + thrown.getFile() + " is not a directory");
        } catch (IOException thrown) {
            throw new UnusableDatabase("The data directory " + path + " cannot be made: " + IoReason.of(thrown));
        }
        DirectoryAccess.require(this);
        return this;
    }

    /**
     * Locks the directory for one server until the lock is closed or the process ends.
     *
     * @throws UnusableDatabase if another server holds the lock, or the directory is not writable
     */
    public DirectoryLock lock() {
        return DirectoryLock.take(lockFile());
    }

    /**
     * Prepares {@link #database()} for the server that holds the lock: clears up after a killed restore, and creates an
     * empty file that only its owner may open if there is no database.
     *
     * @throws UnusableDatabase if this fails, or a shop has been moved into the directory only in part
     */
    public Path databaseToServe() {
        if (Files.exists(movedDraft()) && Files.notExists(database())) {
            throw new UnusableDatabase("The data directory " + path
                    + " holds a part of a shop that was being moved into it: repeat the same migrate command, or delete "
                    + movedDraft().getFileName());
        }
        try {
            Files.deleteIfExists(movedDraft());
            RestoredDraft.settle(this);
            if (Files.notExists(database()) && Files.notExists(path.resolve("jangteo.db-wal"))) {
                OwnerOnly.makeFile(database());
            }
            return database();
        } catch (IOException thrown) {
            throw new UnusableDatabase("The data directory " + path + " cannot be used: " + IoReason.of(thrown));
        }
    }

    /**
     * Returns {@link #database()} if the file exists.
     *
     * @throws UnusableDatabase if it does not exist, or for the reasons given at {@link #create()}
     */
    public Path existingDatabase() {
        if (Files.isDirectory(path)) {
            DirectoryAccess.require(this);
        }
        if (!Files.isRegularFile(database())) {
            throw new UnusableDatabase("There is no database in the data directory " + path);
        }
        return database();
    }
}
