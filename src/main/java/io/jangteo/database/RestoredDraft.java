package io.jangteo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a restore has beside the database until it is done. While the draft is there, the database is the one
 * from before; the draft goes when it takes the database's name, and that is the one step that changes the shop.
 */
final class RestoredDraft {
    private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

    private RestoredDraft() {}

    static Path of(DataDirectory directory) {
        return directory.path().resolve("jangteo.db.restored");
    }

    /** The files that SQLite keeps beside a database; it would apply them to another one in the same place. */
    static List<Path> companionsOf(Path database) {
        return COMPANIONS.stream()
                .map(suffix -> database.resolveSibling(database.getFileName() + suffix))
                .toList();
    }

    /** Puts the companions of a database that SQLite cannot open where it does not look for them. */
    static void parkCompanions(DataDirectory directory) throws IOException {
        for (Path companion : companionsOf(directory.database())) {
            if (Files.exists(companion, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(companion, parked(companion), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        WholeFile.flushDirectory(directory.path());
    }

    /**
     * Leaves the shop from before, whole, if the draft is there, and the restored one if it is not; clears the rest away.
     * Only for the process that holds the directory's lock.
     */
    static void settle(DataDirectory directory) throws IOException {
        boolean before = Files.exists(of(directory), LinkOption.NOFOLLOW_LINKS);
        for (Path companion : companionsOf(directory.database())) {
            Path parked = parked(companion);
            if (!before) {
                Files.deleteIfExists(parked);
            } else if (Files.exists(parked, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(parked, companion, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        if (before) {
            // The draft says where they belong: it goes once they are there, whenever the power fails.
            WholeFile.flushDirectory(directory.path());
        }
        for (Path companion : companionsOf(of(directory))) {
            Files.deleteIfExists(companion);
        }
        Files.deleteIfExists(of(directory));
    }

    /** All that it may leave when it is killed. */
    static List<Path> files(DataDirectory directory) {
        List<Path> files = new ArrayList<>(List.of(of(directory)));
        files.addAll(companionsOf(of(directory)));
        companionsOf(directory.database()).forEach(companion -> files.add(parked(companion)));
        return files;
    }

    private static Path parked(Path companion) {
        return companion.resolveSibling(companion.getFileName() + ".before");
    }
}
