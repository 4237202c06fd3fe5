package io.jangteo.command;

import io.jangteo.database.IoReason;
import io.jangteo.database.MemoryDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * The directory, used by this process alone, where the SQLite driver unpacks its native library. The driver would
 * delete it as the process exits, but a server ends itself with status 0 before that.
 */
final class NativeLibraryDirectory {
    private static final String PROPERTY = "org.sqlite.tmpdir";
    private static final String LIBRARY_PATH = "org.sqlite.lib.path";
    private static final String PREFIX = "jangteo-native-";

    private static @Nullable Path made;
    private static @Nullable Path unpacked;
    private static boolean isOver;

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
        if (made != null || loads(first(), complaints)) {
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

    /** Lets the library be loaded again, in a process that runs several commands. */
    static synchronized void begin() {
        isOver = false;
    }

    /**
     * Unpacks the library at the first place, if that works, before {@link #load} needs it. The driver itself is not
     * loaded: it gets a logger, and the log's level is not known yet.
     */
    static synchronized void unpackAhead() {
        if (made == null && unpacked == null && !isOver) {
            try {
                unpacked = unpack(first());
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(NativeLibraryDirectory::deleteUnpacked, "jangteo-unpacked"));
            } catch (IOException | IllegalStateException unusable) {
                // Whoever needs the library says so, if the process is not just ending.
            }
        }
    }

    /** Deletes the directory, as far as the system releases a library in use. */
    static synchronized void delete() {
        deleteUnpacked();
        if (made != null) {
            MemoryDirectory.delete(made);
            made = null;
            System.clearProperty(PROPERTY);
            System.clearProperty(LIBRARY_PATH);
        }
    }

    /** A process may be told to end before it needs the library. */
    private static synchronized void deleteUnpacked() {
        isOver = true;
        if (unpacked != null) {
            MemoryDirectory.delete(unpacked);
            unpacked = null;
        }
    }

    private static Path first() {
        String named = System.getProperty(PROPERTY);
        return Path.of(named == null ? System.getProperty("java.io.tmpdir") : named);
    }

    private static boolean loads(Path place, List<String> complaints) {
        String before = System.getProperty(PROPERTY);
        String pathBefore = System.getProperty(LIBRARY_PATH);
        Path directory = null;
        try {
            directory = unpacked != null && place.equals(unpacked.getParent()) ? unpacked : unpack(place);
            unpacked = null;
            System.setProperty(PROPERTY, directory.toString());
            if (pathBefore == null) {
                System.setProperty(LIBRARY_PATH, directory.toString());
            }
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
        if (pathBefore == null) {
            System.clearProperty(LIBRARY_PATH);
        }
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
        return false;
    }

    /** Leaves the library where the driver looks first: what it unpacks itself, it compares byte by byte. */
    private static Path unpack(Path place) throws IOException {
        Path directory = Files.createTempDirectory(
                place, PREFIX + ProcessHandle.current().pid() + "-");
        String name = LibraryLoaderUtil.getNativeLibName();
        try (InputStream library = LibraryLoaderUtil.class.getResourceAsStream(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (library != null) {
                Files.copy(library, directory.resolve(name));
            }
            return directory;
        } catch (IOException thrown) {
            MemoryDirectory.delete(directory);
            throw thrown;
        }
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
