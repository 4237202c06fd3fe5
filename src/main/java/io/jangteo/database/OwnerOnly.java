package io.jangteo.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Keeps files and directories to their owner, whatever the process's umask allows. Does nothing where the file system
 * has no such permissions.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** The attributes with which a file is made. */
    public static FileAttribute<?>[] file() {
        return attributes(FILE);
    }

    /** Makes a file without content, unless there is one. */
    public static void makeFile(Path file) throws IOException {
        try {
            Files.createFile(file, file());
        } catch (FileAlreadyExistsException there) {
            close(file);
        }
    }

    /** Makes a directory whose parent is there, unless there is one. */
    public static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, attributes(DIRECTORY));
        }
    }

    /** Whether others than the owner may do anything with it; false where there are no such permissions. */
    static boolean isOpen(Path path) throws IOException {
        try {
            return Files.getPosixFilePermissions(path).stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER_"));
        } catch (UnsupportedOperationException noPermissions) {
            return false;
        }
    }

    /** Closes a file or directory to others, if it is open; a link is left alone. */
    static void close(Path path) throws IOException {
        if (!Files.isSymbolicLink(path) && isOpen(path)) {
            boolean isDirectory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            Files.setPosixFilePermissions(path, isDirectory ? DIRECTORY : FILE);
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
