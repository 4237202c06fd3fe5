package io.jangteo.testmode;

import io.jangteo.database.BackupFailure;
import io.jangteo.database.OwnerOnly;
import io.jangteo.problem.Refusals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The snapshot files, one for each name. */
final class SnapshotFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Path directory;

    SnapshotFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes the content into an empty file and gives it the name, replacing a snapshot of that name.
     *
     * @throws io.jangteo.problem.Problem {@code STORAGE_FULL}; then nothing is left behind
     */
    void write(String name, Consumer<Path> content) {
        Path file = file(name);
        // No snapshot can have this name.
        Path draft = directory.resolve("draft");
        try {
            OwnerOnly.makeDirectory(directory);
            delete(draft);
            OwnerOnly.makeFile(draft);
            try {
                content.accept(draft);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                delete(draft);
            }
        } catch (IOException thrown) {
            throw refusal(thrown, new UncheckedIOException(thrown));
        } catch (RuntimeException thrown) {
            throw refusal(thrown, thrown);
        }
    }

    private static RuntimeException refusal(Exception met, RuntimeException otherwise) {
        boolean full =
                BackupFailure.isStorageFull(met) || (met instanceof BackupFailure failure && failure.isStorageFull());
        return full ? Refusals.STORAGE_FULL.problem() : otherwise;
    }

    /** Deletes the draft, and the files that SQLite leaves after an interrupted change. */
    private static void delete(Path draft) throws IOException {
        Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + "-journal"));
        Files.deleteIfExists(draft);
    }

    /** Returns all snapshots by name. */
    SortedMap<String, Path> all() {
        SortedMap<String, Path> found = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> {
                        String name = file.getFileName().toString();
                        String bare = name.replaceFirst("\\.db$", "");
                        if (!bare.equals(name) && NAME.matcher(bare).matches()) {
                            found.put(bare, file);
                        }
                    });
            return found;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    Path toRead(String name) {
        Path file = file(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
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
