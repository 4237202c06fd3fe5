package io.jangteo.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data directory that is gone when it is closed. Where the system keeps files in memory it stands there, elsewhere
 * among the temporary files: either way it is the same database with the same files.
 */
public final class MemoryDirectory implements AutoCloseable {
    private static final Path FILES_IN_MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "jangteo-";
    /** A younger one may belong to a server that has not locked it yet. */
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofHours(1);

    private final Path path;

    public MemoryDirectory() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path place = Files.isWritable(FILES_IN_MEMORY) ? FILES_IN_MEMORY : temporary;
        try {
            path = Files.createTempDirectory(place, PREFIX);
            deleteLeftBehind(place);
        } catch (IOException thrown) {
            throw new UnusableDatabase("There is no place for a shop in " + place + ": " + IoReason.of(thrown));
        }
    }

    public DataDirectory directory() {
        return new DataDirectory(path);
    }

    @Override
    public void close() {
        delete(path);
    }

    /** Those of servers that were killed: the memory would fill up. */
    private void deleteLeftBehind(Path place) throws IOException {
        FileTime now = Files.getLastModifiedTime(path);
        FileTime old = FileTime.from(now.toInstant().minus(LEFT_BEHIND_AFTER));
        for (Path lock : locks(place)) {
            if (Files.getLastModifiedTime(lock).compareTo(old) < 0 && isFree(lock)) {
                delete(lock.getParent());
            }
        }
    }

    private static List<Path> locks(Path place) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .map(entry -> new DataDirectory(entry).lockFile())
                    .filter(Files::isWritable)
                    .toList();
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
