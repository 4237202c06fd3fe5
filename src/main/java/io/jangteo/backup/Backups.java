package io.jangteo.backup;

import io.jangteo.database.Backup;
import io.jangteo.database.BackupFailure;
import io.jangteo.database.BackupFile;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.IoReason;
import io.jangteo.database.OwnerOnly;
import io.jangteo.problem.Refusals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The backups in the data directory, each named after the time it was taken, with its digest in a file beside it that
 * {@code sha256sum --check} reads.
 */
public final class Backups {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** No file elsewhere can have such a name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.db");

    private static final Pattern TIMED = Pattern.compile("[a-z]+-([0-9]{8}T[0-9]{6}\\.[0-9]{3}Z)(-[0-9]+)?\\.db");
    private static final String BY_HAND = "jangteo-";
    private static final String SCHEDULED = "scheduled-";
    private static final String DIGEST = ".sha256";
    private static final int SCHEDULED_KEPT = 7;

    private final DataDirectory directory;
    private final InstantSource clock;

    public Backups(DataDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Takes a backup into {@code backups/}. Only one runs at a time: two would merely compete for the disk.
     *
     * @throws BackupFailure if the backup cannot be made
     */
    public synchronized BackupFile take() {
        return take(BY_HAND);
    }

    /**
     * Takes a backup by the schedule, and deletes all but the last 7 of those.
     *
     * @throws BackupFailure if the backup cannot be made; then none is deleted
     */
    synchronized void takeScheduled() {
        BackupFile unused = take(SCHEDULED);
        try {
            for (Path old : files(SCHEDULED).skip(SCHEDULED_KEPT).toList()) {
                Files.deleteIfExists(digestOf(old));
                Files.deleteIfExists(old);
            }
        } catch (IOException thrown) {
            throw new BackupFailure("Cannot delete an old backup: " + IoReason.of(thrown), thrown);
        }
    }

    /** Returns all backups, the newest first; computes a digest only for a file that has none beside it. */
    public List<StoredBackup> list() {
        try {
            return files("").map(this::describe).flatMap(Optional::stream).toList();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /**
     * Returns the backup of that name.
     *
     * @throws io.jangteo.problem.Problem {@code NOT_FOUND}
     */
    public Path find(String name) {
        Path file = directory.backups().resolve(NAME.matcher(name).matches() ? name : "none");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusals.notFound();
        }
        return file;
    }

    /**
     * Returns when the last scheduled backup was taken that is not from the future, as after the clock was set back.
     */
    Optional<Instant> lastScheduled() {
        try {
            return files(SCHEDULED)
                    .map(Backups::takenAt)
                    .filter(at -> !at.isAfter(clock.instant()))
                    .max(Comparator.naturalOrder());
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private BackupFile take(String kind) {
        Path database = directory.existingDatabase();
        try {
            OwnerOnly.makeDirectory(directory.backups());
            BackupFile backup = Backup.take(database, freeName(kind));
            writeDigest(Path.of(backup.file()), backup.sha256());
            return backup;
        } catch (IOException thrown) {
            throw new BackupFailure("Cannot write to " + directory.backups() + ": " + IoReason.of(thrown), thrown);
        }
    }

    /** Adds a number if the name is taken: with a stopped clock, as in a test, two backups have the same time. */
    private Path freeName(String kind) {
        String name = kind + TIME.format(clock.instant());
        Path file = directory.backups().resolve(name + ".db");
        for (int number = 2; Files.exists(file); number++) {
            file = directory.backups().resolve(name + "-" + number + ".db");
        }
        return file;
    }

    /** Returns the backups of that kind, the last one written first, whatever the clock said then. */
    private Stream<Path> files(String kind) throws IOException {
        if (!Files.isDirectory(directory.backups())) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(directory.backups())) {
            return all
                    .filter(file -> file.getFileName().toString().startsWith(kind))
                    .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(Backups::writtenAt)
                            .thenComparing(Path::getFileName)
                            .reversed())
                    .toList()
                    .stream();
        }
    }

    /** Returns nothing for a file that was deleted at this moment. */
    private Optional<StoredBackup> describe(Path file) {
        try {
            String name = file.getFileName().toString();
            return Optional.of(new StoredBackup(name, Files.size(file), digest(file), takenAt(file)));
        } catch (IOException thrown) {
            return Optional.empty();
        }
    }

    private String digest(Path file) throws IOException {
        Path beside = digestOf(file);
        if (Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS)) {
            String line = Files.readString(beside);
            if (line.matches("(?s)[0-9a-f]{64}\\b.*")) {
                return line.substring(0, 64);
            }
        }
        String digest = Backup.digest(file);
        writeDigest(file, digest);
        return digest;
    }

    private static void writeDigest(Path file, String digest) throws IOException {
        Path beside = digestOf(file);
        if (Files.notExists(beside)) {
            OwnerOnly.makeFile(beside);
        }
        Files.writeString(beside, digest + "  " + file.getFileName() + "\n");
    }

    private static Path digestOf(Path file) {
        return file.resolveSibling(file.getFileName() + DIGEST);
    }

    private static Instant takenAt(Path file) {
        Matcher name = TIMED.matcher(file.getFileName().toString());
        return name.matches() ? Instant.from(TIME.parse(name.group(1))) : writtenAt(file);
    }

    private static Instant writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException thrown) {
            return Instant.EPOCH;
        }
    }
}
