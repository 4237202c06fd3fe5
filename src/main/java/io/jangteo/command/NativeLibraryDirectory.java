package io.jangteo.command;

import io.jangteo.database.IoReason;
import io.jangteo.database.MemoryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The directory, used by this process alone, where the SQLite driver unpacks its native library. The driver would
 * delete it as the process exits, but a server ends itself with status 0 before that.
 */
final class NativeLibraryDirectory {
    private static final String PROPERTY = "org.sqlite.tmpdir";
    private static final String PREFIX = "jangteo-native-";

    private static @Nullable Path made;

    private NativeLibraryDirectory() {}

    /**
     * Loads the library from the directory for temporary files or, if that is not writable or nothing in it may be
     * executed, from the first usable one of other places. If the user has named a place, only that one is tried.
     *
     * @param others the other places, requested only if one is needed
     * @throws IllegalStateException if no place is usable
     */
    static synchronized void load(Supplier<List<Path>> others) {
        String named = System.getProperty(PROPERTY);
        List<String> complaints = new ArrayList<>();
        Path first = Path.of(named == null ? System.getProperty("java.io.tmpdir") : named);
        if (made != null || loads(first, complaints)) {
            return;
        }
        for (Path other : named == null ? others.get() : List.<Path>of()) {
            deleteLeftBehind(other);
            if (loads(other, complaints)) {
                return;
            }
        }
        throw new IllegalStateException(
                "SQLite's native library cannot be loaded from " + String.join(", nor from ", complaints)
                        + "; name another directory: java -D" + PROPERTY + "=DIR -jar jangteo.jar");
    }

    /** Deletes the directory, as far as the system releases a library in use. */
    static synchronized void delete() {
        if (made != null) {
            MemoryDirectory.delete(made);
            made = null;
            System.clearProperty(PROPERTY);
        }
    }

    private static boolean loads(Path place, List<String> complaints) {
        String before = System.getProperty(PROPERTY);
        Path directory = null;
        try {
            directory = Files.createTempDirectory(
                    place, PREFIX + ProcessHandle.current().pid() + "-");
            System.setProperty(PROPERTY, directory.toString());
            SQLiteJDBCLoader.initialize();
            made = directory;
            return true;
        } catch (IOException thrown) {
            complaints.add(place + " (" + IoReason.of(thrown) + ")");
        } catch (Exception thrown) {
            complaints.add(place + " ("
                    + (directory == null || canRun(directory) ? Reason.of(thrown) : "nothing there can be run: noexec")
                    + ")");
        }
        if (directory != null) {
            MemoryDirectory.delete(directory);
        }
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
        return false;
    }

    private static boolean canRun(Path directory) {
        try {
            Path file = Files.createFile(
                    directory.resolve("run"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return Files.isExecutable(file);
        } catch (IOException | UnsupportedOperationException unknown) {
            return true;
        }
    }

    /** Deletes directories left by killed processes, since nobody else cleans up a data directory. */
    private static void deleteLeftBehind(Path place) {
        try (Stream<Path> entries = Files.list(place)) {
            entries.filter(NativeLibraryDirectory::isLeftBehind).forEach(MemoryDirectory::delete);
        } catch (IOException unreadable) {
            // Then there is no place for a new one either.
        }
    }

    private static boolean isLeftBehind(Path directory) {
        String name = directory.getFileName().toString();
        if (!name.matches(PREFIX + "[0-9]{1,18}-[0-9]+") || !Files.isWritable(directory)) {
            return false;
        }
        long pid = Long.parseLong(name.split("-", 0)[2]);
        // In a container every first process has the same number, and this one has created nothing yet.
        return pid == ProcessHandle.current().pid()
                || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
}
