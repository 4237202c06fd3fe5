package io.jangteo.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** Copies a database into one file while a server writes to it. */
public final class Backup {
    private static final int BUFFER_BYTES = 65_536;
    private static final long BYTES_PER_MEGABYTE = 1 << 20;

    private Backup() {}

    /**
     * Takes a consistent copy over a separate connection, checks it, and flushes it to disk. The target appears only
     * after that; only its owner may read it.
     *
     * @throws BackupFailure if the target exists already, the disk is full, the copy takes so long that the database's
     *     log grows too large, or the copy cannot be made or is damaged; nothing is left behind
     */
    public static BackupFile take(Path database, Path target) {
        requireAbsent(target);
        try {
            OwnerOnly.makeDirectories(WholeFile.directory(target));
            Path draft = WholeFile.draft(target);
            try {
                copy(database, draft, LogBound.DEFAULT_MAX_BYTES);
                StoredFile.requireSound(draft, "The copy of " + database);
                BackupFile backup = describe(draft, target);
                WholeFile.create(draft, target);
                return backup;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException thrown) {
            throw new BackupFailure(thrown.getFile() + " exists already", thrown);
        } catch (IOException thrown) {
            throw failed("Cannot write " + target + ": " + IoReason.of(thrown), target, thrown);
        }
    }

    /**
     * Takes a consistent copy that need not outlive this server: neither checked nor flushed to disk.
     *
     * @param target an empty or absent file; a failure may leave it half written
     * @throws BackupFailure if the copy cannot be made
     */
    public static void takeUnchecked(Path database, Path target) {
        copy(database, target, LogBound.DEFAULT_MAX_BYTES);
    }

    /** Describes the content of a file under its future name. */
    static BackupFile describe(Path content, Path target) throws IOException {
        return new BackupFile(target.toAbsolutePath().toString(), Files.size(content), digest(content));
    }

    static void copy(Path database, Path draft, long logMaxBytes) {
        try (SqliteConnection connection = SqliteConnection.forReading(database)) {
            copy(database, connection, draft, logMaxBytes);
        } catch (BackupFailure thrown) {
            throw thrown;
        } catch (RuntimeException thrown) {
            throw failed("Cannot copy " + database + ": " + StoredFile.reason(thrown), draft, thrown);
        }
    }

    private static void copy(Path database, SqliteConnection connection, Path draft, long logMaxBytes) {
        try (LogBound bound = LogBound.watch(database, connection, logMaxBytes)) {
            try {
                BackupSql.copyInto(connection.handle(), draft.toString());
            } catch (RuntimeException thrown) {
                if (!bound.exceeded()) {
                    throw thrown;
                }
                throw new BackupFailure(
                        "The copy of " + database + " was ended: while it was taken, the shop's log grew to more than "
                                + logMaxBytes / BYTES_PER_MEGABYTE + " MB; try again when there are fewer writes",
                        thrown);
            }
        }
    }

    private static BackupFailure failed(String message, Path place, Exception thrown) {
        return BackupFailure.isStorageFull(thrown)
                ? new BackupFailure(
                        "The disk has no room for the copy in "
                                + place.toAbsolutePath().getParent(),
                        thrown)
                : new BackupFailure(message, thrown);
    }

    private static void requireAbsent(Path target) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackupFailure(target + " exists already");
        }
    }

    /** Returns the SHA-256 of a file's content, in hexadecimal. */
    public static String digest(Path file) throws IOException {
        try (InputStream input = new DigestInputStream(Files.newInputStream(file), Sha256.start())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (input.read(buffer) >= 0) {
                // Reading is what feeds the digest.
            }
            return HexFormat.of()
                    .formatHex(((DigestInputStream) input).getMessageDigest().digest());
        }
    }
}
