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
 * A data directory that is gone when it is closed. Where the system keeps files in memory it stands there, elsewhere
 * among the temporary files: either way it is the same database with the same files.
 */
public final class MemoryDirectory implements AutoCloseable {
    private static final Path FILES_IN_MEMORY = Path.of("/dev/shm");
    /** Nobody else calls a directory so: what has this name may be deleted. */
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
            throw new UnusableDatabase("There is no place for a shop in " + place + ": " + IoReason.of(thrown)
                    + "; name another directory: java -Djava.io.tmpdir=DIR -jar jangteo.jar");
        }
        LIVE.add(path);
        deleteLeftBehind(place);
    }

    /** Where such directories are. */
    public static Path place() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return Files.isWritable(FILES_IN_MEMORY) ? FILES_IN_MEMORY : temporary;
    }

    /** Those of this process, which is about to end without having closed them. */
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

    /** Those of servers that were killed: the memory would fill up. */
    private void deleteLeftBehind(Path place) {
        try (Stream<Path> entries = Files.list(place)) {
            // The system's own time, which the files have too.
            Instant now = Files.getLastModifiedTime(path).toInstant();
            entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(entry -> isLeftBehind(entry, now.minus(LEFT_BEHIND_AFTER)))
                    .forEach(MemoryDirectory::delete);
        } catch (IOException | UncheckedIOException unreadable) {
            // Then they stay for the next server to find.
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

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException gone) {
            // Another server that starts may be deleting the same.
        }
    }
}
