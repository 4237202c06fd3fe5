package io.jangteo.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Copies a database into one file, while it is being written to. */
public final class Backup {
    private static final int BUFFER_BYTES = 65_536;

    private Backup() {}

    /**
     * Takes a consistent copy over a connection of its own, checks it, and flushes it to disk. The target appears only
     * when all of that is done; only its owner may read it.
     *
     * @throws BackupFailure if the target exists already, or the copy cannot be made or is damaged
     */
    public static BackupFile take(Path database, Path target) {
        requireAbsent(target);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Path draft = WholeFile.draft(target);
            try {
                copy(database, draft);
                StoredFile.requireSound(draft, "The copy of " + database);
                BackupFile backup =
                        new BackupFile(target.toAbsolutePath().toString(), Files.size(draft), sha256(draft));
                WholeFile.create(draft, target);
                return backup;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException thrown) {
            throw new BackupFailure(thrown.getFile() + " exists already", thrown);
        } catch (IOException thrown) {
            throw IoReason.isDiskFull(thrown)
                    ? BackupFailure.diskFull("Cannot write " + target, thrown)
                    : new BackupFailure("Cannot write " + target + ": " + IoReason.of(thrown), thrown);
        }
    }

    /**
     * Takes a consistent copy that need not outlive this server: neither checked nor flushed to disk.
     *
     * @param target a file that is empty or not there; what is left of a copy that failed is deleted
     * @throws BackupFailure if the copy cannot be made
     */
    public static void takeUnchecked(Path database, Path target) {
        try {
            copy(database, target);
        } catch (BackupFailure thrown) {
            delete(target);
            throw thrown;
        }
    }

    private static void requireAbsent(Path target) {
        if (Files.exists(target)) {
            throw new BackupFailure(target + " exists already");
        }
    }

    private static void copy(Path database, Path draft) {
        try (SqliteConnection connection = SqliteConnection.forReading(database);
                LogBound bound = LogBound.watch(database, connection, LogBound.DEFAULT_MAX_BYTES)) {
            copy(connection, database, draft, bound);
        }
    }

    private static void copy(SqliteConnection connection, Path database, Path draft, LogBound bound) {
        try {
            BackupSql.copyInto(connection.handle(), draft.toString());
        } catch (RuntimeException thrown) {
            if (bound.exceeded()) {
                throw new BackupFailure(
                        "The copy of " + database + " was given up: its log grew beyond a gigabyte meanwhile; take it"
                                + " when less is written",
                        thrown);
            }
            throw DatabaseFailure.isFull(thrown)
                    ? BackupFailure.diskFull("Cannot copy " + database, thrown)
                    : new BackupFailure("Cannot copy " + database + ": " + StoredFile.reason(thrown), thrown);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // The next one of that name replaces it.
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream input =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (input.read(buffer) >= 0) {
                // Reading is what feeds the digest.
            }
            return HexFormat.of()
                    .formatHex(((DigestInputStream) input).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
