package io.jangteo.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that only their owner may open, whatever the process's umask, and that are reached through no
 * link. Where the system has no such permissions they are plain ones.
 */
public final class OwnerOnly {
    private static final String DIRECTORY = "rwx------";
    private static final String FILE = "rw-------";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    /**
     * Opens a file to read and write, making it if it is not there.
     *
     * @throws IOException if it is a link or cannot be opened
     */
    public static FileChannel open(Path file) throws IOException {
        requireNoLink(file);
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                attributes(FILE));
    }

    /**
     * Makes an empty file, which SQLite then opens: its log and its index get the same permissions.
     *
     * @throws FileAlreadyExistsException if there is one
     */
    public static void makeFile(Path file) throws IOException {
        Files.createFile(file, attributes(FILE));
    }

    /** Makes a directory if there is none, and closes one that is open to others. */
    public static void makeDirectory(Path directory) throws IOException {
        requireNoLink(directory);
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, attributes(DIRECTORY));
        }
        closeToOthers(directory);
    }

    /** Makes a directory and those above it, as far as they are not there; those that are keep their permissions. */
    static void makeDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, attributes(DIRECTORY));
    }

    /**
     * Refuses a link.
     *
     * @throws FileSystemException if there is one in this place
     */
    public static void requireNoLink(Path file) throws FileSystemException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(file.toString(), null, "it is a link, and none is followed here");
        }
    }

    /** Whether others than the owner have any right to the file. */
    static boolean isOpenToOthers(Path file) throws IOException {
        return POSIX
                && Files.getPosixFilePermissions(file).stream()
                        .anyMatch(right -> !right.name().startsWith("OWNER_"));
    }

    /** Takes all rights from others; the owner's stay. */
    static void closeToOthers(Path file) throws IOException {
        if (isOpenToOthers(file)) {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            rights.removeIf(right -> !right.name().startsWith("OWNER_"));
            Files.setPosixFilePermissions(file, rights);
        }
    }

    private static FileAttribute<?>[] attributes(String rights) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
