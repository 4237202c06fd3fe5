package io.jangteo.testkit;

import io.jangteo.problem.Refusals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The files that snapshots are kept in, one for each name. */
final class SnapshotFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Path directory;

    SnapshotFiles(Path directory) {
        this.directory = directory;
    }

    /** The file of that name, which does not exist any more. */
    Path toWrite(String name) {
        Path file = file(name);
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(file);
            return file;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    Path toRead(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            throw Refusals.notFound();
        }
        return file;
    }

    private Path file(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw Refusals.malformed("name", "1 to 64 letters, digits, - or _");
        }
        return directory.resolve(name + ".db");
    }
}
