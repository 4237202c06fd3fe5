package io.jangteo.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory in which a server keeps everything, and the names of what is in it. */
public record DataDirectory(Path path) {
    private static final Logger LOGGER = LoggerFactory.getLogger(DataDirectory.class);

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

    /** Like {@link #create(boolean)}, for a directory that is not shared. */
    public DataDirectory create() {
        return create(false);
    }

    /**
     * Makes the directory if it is not there, for its owner alone: it holds keys. One that is there is closed to others,
     * with what is in it.
     *
     * @param shared whether a directory of another owner is taken, or one that others may open
     * @throws UnusableDatabase if there is none and none can be made; if it is another's, or cannot be closed to others,
     *     and is not meant to be shared; if what should be a file or directory in it is a link
     */
    public DataDirectory create(boolean shared) {
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            OwnerOnly.makeDirectory(path);
            requireNoLinks();
            if (!shared) {
                requireOwn();
                closeToOthers();
            }
            for (Path file : files()) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    OwnerOnly.close(file);
                }
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
        requireNoLinks();
        if (!Files.isRegularFile(database())) {
            throw new UnusableDatabase("There is no database in the data directory " + path);
        }
        return database();
    }

    /** All that a server keeps here; the keys look after themselves. */
    private List<Path> files() {
        return List.of(
                database(),
                WriteAheadLog.of(database()),
                path.resolve("jangteo.db-shm"),
                path.resolve("jangteo.db-journal"),
                lockFile(),
                dataPlatformJournal(),
                backups(),
                snapshots());
    }

    /** Whoever put a link here would have the server write, or read, what it points to. */
    private void requireNoLinks() {
        for (Path file : files()) {
            requireNoLink(file);
        }
    }

    private static void requireNoLink(Path file) {
        if (Files.isSymbolicLink(file)) {
            throw new UnusableDatabase(file + " is a link; a data directory holds its files itself");
        }
    }

    private void requireOwn() throws IOException {
        Path probe = Files.createTempFile(path, "jangteo.", ".owner");
        try {
            UserPrincipal owner = Files.getOwner(path);
            if (!owner.equals(Files.getOwner(probe))) {
                throw new UnusableDatabase("The data directory " + path + " belongs to " + owner.getName()
                        + "; --shared-data takes it all the same");
            }
        } catch (UnsupportedOperationException noOwners) {
            // Then nobody owns it.
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private void closeToOthers() throws IOException {
        if (!OwnerOnly.isOpen(path)) {
            return;
        }
        OwnerOnly.close(path.toRealPath());
        if (OwnerOnly.isOpen(path)) {
            throw new UnusableDatabase("The data directory " + path
                    + " is open to other users of this machine and cannot be closed to them; --shared-data takes it all"
                    + " the same");
        }
        LOGGER.warn("The data directory {} was open to other users of this machine; it is closed to them now", path);
    }
}
