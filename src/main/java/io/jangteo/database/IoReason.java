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

/** Why a file could not be used, in words: the messages of the JDK are often no more than the file's name. */
public final class IoReason {
    private static final List<String> FULL = List.of("No space left on device", "Disk quota exceeded");

    /** As much as SQLite needs to open a database: the first piece of its log's index. */
    private static final long ROOM_MIN_BYTES = 32_768;

    private IoReason() {}

    /** Whether there is room on a file's disk; SQLite calls it an I/O error where there is none for its index. */
    static boolean hasRoom(Path file) {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() >= ROOM_MIN_BYTES;
        } catch (IOException unknown) {
            return true;
        }
    }

    public static String of(IOException thrown) {
        if (thrown instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (thrown instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (thrown instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (thrown instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        if (thrown instanceof DirectoryNotEmptyException) {
            return "the directory is not empty";
        }
        if (thrown instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(thrown.getMessage());
    }

    /** Whether there is no room for the file, as the system says it in the language of its messages, English. */
    public static boolean isFull(IOException thrown) {
        String reason = of(thrown);
        return FULL.stream().anyMatch(reason::contains);
    }
}
