package io.jangteo.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Writes files that appear complete or not at all, even across a power cut: each is written under another name in the
 * same directory, flushed, and only then renamed.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Creates an empty file beside the target that only its owner may read. */
    public static Path draft(Path target) throws IOException {
        return Files.createTempFile(directory(target), target.getFileName() + ".", ".part");
    }

    /**
     * Gives the draft the target's name.
     *
     * @throws FileAlreadyExistsException if the target exists, even if it was created at this very moment
     */
    public static void create(Path draft, Path target) throws IOException {
        flush(draft);
        try {
            // Unlike a move, a link never replaces a file.
            Files.createLink(target, draft);
            Files.delete(draft);
        } catch (FileAlreadyExistsException thrown) {
            throw thrown;
        } catch (UnsupportedOperationException | FileSystemException thrown) {
            // The file system has no links.
            Files.move(draft, target);
        }
        flushDirectory(directory(target));
    }

    /** Replaces the target with the draft. */
    public static void replace(Path draft, Path target) throws IOException {
        flush(draft);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        flushDirectory(directory(target));
    }

    /** Makes the entries of a directory durable, including deletions. */
    public static void flushDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException thrown) {
            // Windows cannot open directories, and writes their entries through by itself.
        }
    }

    static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The parent directory of an existing or future file. */
    public static Path directory(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }
}
