package io.jangteo.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory in which a server keeps everything, and the names of what is in it. Its own path may be a link; nothing
 * in it may.
 *
 * @param path where it is
 * @param shared whether it may belong to another user, or be open to others
 */
public record DataDirectory(Path path, boolean shared) {

    /** A directory of this user alone. */
    public DataDirectory(Path path) {
        this(path, false);
    }

    public Path database() {
        return path.resolve("jangteo.db");
    }

    Path lockFile() {
        return path.resolve("jangteo.lock");
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

    /** Where the data platform's messages go when it has no address. */
    public Path dataPlatformJournal() {
        return path.resolve("data-platform.jsonl");
    }

    public Path backups() {
        return path.resolve("backups");
    }

    /** The kept states of test mode. */
    public Path snapshots() {
        return path.resolve("snapshots");
    }

    /**
     * Makes the directory if it is not there, for its owner alone: it holds keys. One that is there is closed to others.
     *
     * @throws UnusableDatabase if there is none and none can be made, if it belongs to another user or stays open to
     *     others and is not shared, or if a link is in the place of a file
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
     * Takes the directory for one server, until the lock is closed or the process ends.
     *
     * @throws UnusableDatabase if another server has it, or the directory cannot be written to
     */
    public DirectoryLock lock() {
        return DirectoryLock.take(lockFile());
    }

    /**
     * {@link #database()}, for the server that holds the lock: what a restore that was killed left is cleared away, and
     * where there is no database an empty file is made that only its owner may open.
     *
     * @throws UnusableDatabase if that cannot be done
     */
    public Path databaseToServe() {
        try {
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
     * {@link #database()}, if there is one.
     *
     * @throws UnusableDatabase if there is none, or for the reasons of {@link #create()}
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
