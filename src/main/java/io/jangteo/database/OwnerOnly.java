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
 * Creates files and directories that only their owner may open, whatever the process's umask, and follows no links. On
 * systems without POSIX permissions they are ordinary files.
 */
public final class OwnerOnly {
    private static final String DIRECTORY = "rwx------";
    private static final String FILE = "rw-------";
    static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    /**
     * Opens a file to read and write; creates it if it is absent.
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
     * Creates an empty file for SQLite, which gives its log and the log's index the same permissions.
     *
     * @throws FileAlreadyExistsException if the file exists
     */
    public static void makeFile(Path file) throws IOException {
        Files.createFile(file, attributes(FILE));
    }

    /** Creates a directory if it is absent, and revokes other users' access to an existing one. */
    public static void makeDirectory(Path directory) throws IOException {
        requireNoLink(directory);
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, attributes(DIRECTORY));
        }
        closeToOthers(directory);
    }

    /** Creates a directory and its missing parents; existing ones keep their permissions. */
    static void makeDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, attributes(DIRECTORY));
    }

    /**
     * Refuses a link.
     *
     * @throws FileSystemException if the path is a link
     */
    public static void requireNoLink(Path file) throws FileSystemException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(file.toString(), null, "it is a link, and none is followed here");
        }
    }

    /** Whether anyone but the owner has a permission on the file. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return POSIX
                && Files.getPosixFilePermissions(file).stream()
                        .anyMatch(right -> !right.name().startsWith("OWNER_"));
    }

    /** Revokes all permissions of others and keeps the owner's. */
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
