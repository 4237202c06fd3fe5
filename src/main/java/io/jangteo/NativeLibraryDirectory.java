package io.jangteo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the SQLite driver unpacks its native library: a directory of this process alone. The driver would delete it as
 * the process exits, but a server ends itself with status 0 before that.
 */
final class NativeLibraryDirectory {
    private static final String PROPERTY = "org.sqlite.tmpdir";

    private NativeLibraryDirectory() {}

    /** Makes one, unless somebody has named a place already. */
    static void make() {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        try {
            System.setProperty(PROPERTY, Files.createTempDirectory("jangteo-").toString());
        } catch (IOException thrown) {
            throw new UncheckedIOException("Cannot write to the directory for temporary files", thrown);
        }
    }

    /** As far as the system lets go of a library in use. */
    static void delete() {
        Path directory = Path.of(System.getProperty(PROPERTY));
        if (!directory.getFileName().toString().startsWith("jangteo-")) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stillInUse) {
            // The next clean-up of the temporary files gets it.
        }
    }
}
