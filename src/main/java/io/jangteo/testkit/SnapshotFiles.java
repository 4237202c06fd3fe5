package io.jangteo.testkit;

import io.jangteo.database.IoReason;
import io.jangteo.database.OwnerOnly;
import io.jangteo.problem.Refusals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The files that snapshots are kept in, one for each name. */
final class SnapshotFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Path directory;

    SnapshotFiles(Path directory) {
        this.directory = directory;
    }

    /** Has an empty file written, and then be the one of that name. */
    void write(String name, Consumer<Path> content) {
        Path file = file(name);
        // No snapshot is called so.
        Path draft = directory.resolve("draft");
        try {
            OwnerOnly.makeDirectory(directory);
            Files.deleteIfExists(draft);
            OwnerOnly.makeFile(draft);
            content.accept(draft);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException thrown) {
            throw IoReason.isDiskFull(thrown) ? Refusals.storageFull() : new UncheckedIOException(thrown);
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
