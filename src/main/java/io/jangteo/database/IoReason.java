package io.jangteo.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Says in words why a file could not be used: the JDK's messages often contain only the file's name. */
public final class IoReason {
    private static final List<String> FULL = List.of("No space left on device", "Disk quota exceeded");

    private static final Map<Class<?>, String> WORDS = Map.of(
            AccessDeniedException.class, "permission denied",
            NoSuchFileException.class, "no such file or directory",
            NotDirectoryException.class, "not a directory",
            FileAlreadyExistsException.class, "it exists already",
            DirectoryNotEmptyException.class, "the directory is not empty");

    /** The space that SQLite needs to open a database: the first piece of its log's index. */
    private static final long ROOM_MIN_BYTES = 32_768;

    private IoReason() {}

    /** Whether a file's disk has room; SQLite reports an I/O error if there is none for its index. */
    static boolean hasRoom(Path file) {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() >= ROOM_MIN_BYTES;
        } catch (IOException unknown) {
            return true;
        }
    }

    public static String of(IOException thrown) {
        String words = WORDS.get(thrown.getClass());
        if (words != null) {
            return words;
        }
        if (thrown instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(thrown.getMessage());
    }

    /** Whether the disk is full or over quota, judged by the system's English message. */
    public static boolean isFull(IOException thrown) {
        String reason = of(thrown);
        return FULL.stream().anyMatch(reason::contains);
    }
}
