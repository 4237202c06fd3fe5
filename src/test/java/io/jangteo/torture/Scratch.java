package io.jangteo.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A campaign's directory under {@code target/torture}, on a real disk where {@code /tmp} may be none. It is deleted at the
 * end, unless something was found: then it is evidence.
 */
final class Scratch implements AutoCloseable {
    private final Path directory;
    private boolean kept;

    Scratch(String campaign) throws IOException {
        this(Files.createDirectories(Path.of("target", "torture")), campaign);
    }

    /** Somewhere else. */
    Scratch(Path parent, String campaign) throws IOException {
        directory = Files.createTempDirectory(parent, campaign + "-").toAbsolutePath();
    }

    Path directory() {
        return directory;
    }

    /** Keeps the directory if there are findings, and says where. */
    void keepFor(List<String> findings) {
        if (!findings.isEmpty()) {
            kept = true;
            System.err.println("Kept for a look: " + directory);
        }
    }

    @Override
    public void close() throws IOException {
        if (kept) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
