package io.jangteo.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory in which a server keeps everything, and the names of what is in it. */
public record DataDirectory(Path path) {

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
     * Makes the directory if it is not there, for its owner alone: it holds keys.
     *
     * @throws UnusableDatabase if there is none and none can be made
     */
    public DataDirectory create() {
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            if (!Files.isDirectory(path)) {
                Files.createDirectory(path, ownerOnly());
            }
            return this;
        } catch (FileAlreadyExistsException thrown) {
            throw new UnusableDatabase(
                    "The data directory " + path + " cannot be made: " + thrown.getFile() + " is not a directory");
        } catch (IOException thrown) {
            throw new UnusableDatabase("The data directory " + path + " cannot be made: " + IoReason.of(thrown));
        }
    }

    /**
     * Takes the directory for one server, until the lock is closed or the process ends.
     *
     * @throws UnusableDatabase if another server has it, or the directory cannot be written to
     */
    public DirectoryLock lock() {
        return DirectoryLock.take(lockFile());
    }

    /** {@link #database()}, if there is one. */
    public Path existingDatabase() {
        if (!Files.isRegularFile(database())) {
            throw new UnusableDatabase("There is no database in the data directory " + path);
        }
        return database();
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
