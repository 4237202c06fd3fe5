package io.jangteo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restricts a data directory and its files to their owner, and refuses links in it. */
final class DirectoryAccess {
    private static final Logger LOGGER = LoggerFactory.getLogger(DirectoryAccess.class);

    /** A file system that was created for the shop has this directory at its root. */
    private static final Path LOST_AND_FOUND = Path.of("lost+found");

    private static final String SHARED = "; --shared-data takes it all the same";

    private DirectoryAccess() {}

    /**
     * Revokes other users' access to the directory and its files; logs a warning if the directory was accessible to
     * them.
     *
     * @throws UnusableDatabase if it is not shared but belongs to another user or cannot be closed to others; if one of
     *     its files or directories is a link or of another kind
     */
    static void require(DataDirectory directory) {
        try {
            if (!directory.shared() && OwnerOnly.POSIX) {
                requireOwnAndClosed(directory);
            }
            for (Path file : files(directory)) {
                requireKind(file, Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS), "a file");
                close(directory, file);
            }
            for (Path inner : List.of(directory.backups(), directory.snapshots())) {
                requireKind(inner, Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS), "a directory");
                close(directory, inner);
                for (Path copy : copies(inner)) {
                    close(directory, copy);
                }
            }
        } catch (IOException thrown) {
            throw new UnusableDatabase(
                    "The data directory " + directory.path() + " cannot be used: " + IoReason.of(thrown), thrown);
        }
    }

    private static void requireOwnAndClosed(DataDirectory directory) throws IOException {
        Path path = directory.path();
        String owner = Files.getOwner(path).getName();
        Optional<String> user = ProcessHandle.current().info().user();
        if (user.isPresent() && !user.get().equals(owner)) {
            throw new UnusableDatabase("The data directory " + path + " belongs to another user, " + owner
                    + ", and this process is run by " + user.get() + SHARED);
        }
        if (!OwnerOnly.isOpenToOthers(path)) {
            return;
        }
        if (holdsOnlyStrangers(directory)) {
            throw new UnusableDatabase("The directory " + path + " is open to others and holds what is not a shop's: it"
                    + " is not closed to them; name another, or close it with chmod 700" + SHARED);
        }
        String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        try {
            OwnerOnly.closeToOthers(path);
        } catch (IOException refused) {
            LOGGER.debug("{} stays open to others", path, refused);
        }
        if (OwnerOnly.isOpenToOthers(path)) {
            throw new UnusableDatabase("The data directory " + path + " is open to others (mode " + before
                    + ") and cannot be closed" + SHARED);
        }
        LOGGER.warn("The data directory {} was open to others (mode {}); their access has been revoked", path, before);
    }

    /** Detects a home or temporary directory that was named by mistake: closing it would lock others out. */
    private static boolean holdsOnlyStrangers(DataDirectory directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory.path())) {
            List<Path> names = entries.map(Path::getFileName)
                    .filter(name -> !name.equals(LOST_AND_FOUND))
                    .toList();
            return !names.isEmpty() && Collections.disjoint(names, files(new DataDirectory(Path.of(""))));
        }
    }

    /** All files that a data directory may hold, including the keys. */
    private static List<Path> files(DataDirectory directory) {
        List<Path> files = new ArrayList<>(List.of(
                directory.lockFile(),
                directory.database(),
                directory.adminKey(),
                directory.tokenKey(),
                directory.dataPlatformSecret(),
                directory.dataPlatformJournal()));
        files.addAll(RestoredDraft.companionsOf(directory.database()));
        return files;
    }

    /** Skips key files: their reader warns that somebody may have read them. */
    private static void close(DataDirectory directory, Path file) throws IOException {
        boolean key = file.equals(directory.adminKey())
                || file.equals(directory.tokenKey())
                || file.equals(directory.dataPlatformSecret());
        if (key) {
            return;
        }
        try {
            OwnerOnly.closeToOthers(file);
        } catch (NoSuchFileException gone) {
            LOGGER.debug("{} is not there, or no longer", file);
        } catch (IOException refused) {
            if (!directory.shared()) {
                throw refused;
            }
            LOGGER.debug("{} stays open to others", file, refused);
        }
    }

    private static List<Path> copies(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static void requireKind(Path file, boolean isOfIt, String kind) {
        if (isOfIt || Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String what = Files.isSymbolicLink(file) ? "a link, and none is followed in a data directory" : "not " + kind;
        throw new UnusableDatabase(file + " is " + what);
    }
}
