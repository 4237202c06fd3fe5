package io.jangteo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a restore keeps beside the database until it is done. While the draft exists, the database is the old
 * one; renaming the draft to the database is the one step that changes the shop.
 */
final class RestoredDraft {
    private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

    private RestoredDraft() {}

    static Path of(DataDirectory directory) {
        return directory.path().resolve("jangteo.db.restored");
    }

    /** The files that SQLite keeps beside a database and would apply to another one in the same place. */
    static List<Path> companionsOf(Path database) {
        return COMPANIONS.stream()
                .map(suffix -> database.resolveSibling(database.getFileName() + suffix))
                .toList();
    }

    /** Moves the companions of a database that SQLite cannot open to names that SQLite ignores. */
    static void parkCompanions(DataDirectory directory) throws IOException {
        for (Path companion : companionsOf(directory.database())) {
            if (Files.exists(companion, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(companion, parked(companion), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        WholeFile.flushDirectory(directory.path());
    }

    /**
     * Completes or undoes an interrupted restore: keeps the old shop, complete, if the draft exists, and the restored
     * one if it does not; deletes the other files. Only the holder of the directory's lock may call it.
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
            // The draft is deleted only once the companions are durably back, so that a power cut at any moment is
            // safe.
            WholeFile.flushDirectory(directory.path());
        }
        for (Path companion : companionsOf(of(directory))) {
            Files.deleteIfExists(companion);
        }
        Files.deleteIfExists(of(directory));
    }

    /** All files that a killed restore may leave. */
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
