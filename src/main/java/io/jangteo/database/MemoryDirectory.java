package io.jangteo.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A data directory that is deleted when it is closed. It lies in the system's file system in memory if there is one,
 * otherwise among the temporary files; the database and its files are the same either way.
 */
public final class MemoryDirectory implements AutoCloseable {
    private static final Path FILES_IN_MEMORY = Path.of("/dev/shm");
    /** No other program uses this prefix, so directories that have it may be deleted. */
    private static final String PREFIX = "jangteo-in-memory-";
    /** A younger one may belong to a server that has not locked it yet. */
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofHours(1);

    private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();

    private final Path path;

    public MemoryDirectory() {
        Path place = place();
        try {
            path = Files.createTempDirectory(
                    place, PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException thrown) {
            throw new UnusableDatabase("Cannot create a directory for the shop in " + place + ": " + IoReason.of(thrown)
                    + "; name another directory: java -Djava.io.tmpdir=DIR -jar jangteo.jar");
        }
        LIVE.add(path);
        deleteLeftBehind(place);
    }

    /** The parent of these directories. */
    public static Path place() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return Files.isWritable(FILES_IN_MEMORY) ? FILES_IN_MEMORY : temporary;
    }

    /** Deletes this process's directories; called when it is about to end without closing them. */
    public static void deleteAll() {
        LIVE.forEach(MemoryDirectory::delete);
    }

    public DataDirectory directory() {
        return new DataDirectory(path);
    }

    @Override
    public void close() {
        delete(path);
        LIVE.remove(path);
    }

    /** Deletes the directories of killed servers, which would fill up the memory. */
    private void deleteLeftBehind(Path place) {
        try (Stream<Path> entries = Files.list(place)) {
            // The file system's own clock, which also stamps the files.
            Instant now = Files.getLastModifiedTime(path).toInstant();
            entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(entry -> isLeftBehind(entry, now.minus(LEFT_BEHIND_AFTER)))
                    .forEach(MemoryDirectory::delete);
        } catch (IOException | UncheckedIOException unreadable) {
            // They are left for the next server to delete.
        }
    }

    private static boolean isLeftBehind(Path directory, Instant before) {
        Path lock = new DataDirectory(directory).lockFile();
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.isWritable(lock)
                    && Files.getLastModifiedTime(lock).toInstant().isBefore(before)
                    && isFree(lock);
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean isFree(Path lock) {
        try (DirectoryLock taken = DirectoryLock.take(lock)) {
            return true;
        } catch (UnusableDatabase inUse) {
            return false;
        }
    }

    /** Deletes a directory and its content, as far as the system allows. */
    public static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException gone) {
            // Another starting server may be deleting the same files.
        }
    }
}
