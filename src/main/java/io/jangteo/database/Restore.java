package io.jangteo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a data directory's database with a copy. First makes a draft of the copy beside the database and checks it;
 * then moves the database's log into the database, so that this file alone is the shop; then renames the draft to it.
 * Before that last step the old shop is complete, after it the restored one is.
 */
public final class Restore {
    private final DataDirectory directory;
    private final Path file;
    private final Path draft;
    private final @Nullable Function<Database, Optional<String>> books;

    private Restore(DataDirectory directory, Path file, @Nullable Function<Database, Optional<String>> books) {
        this.directory = directory;
        this.file = file;
        this.draft = RestoredDraft.of(directory);
        this.books = books;
    }

    /**
     * Restores a file whose pages, migrations, schema and books are sound, and migrates it to this version's schema.
     *
     * @param force whether a database that is there may be replaced
     * @param books returns what is wrong with a shop's books, or empty
     * @return the new database file
     * @throws BackupFailure if the file is not a sound copy of a shop, or there is a database that must not be
     *     replaced; an existing database stays unchanged
     * @throws UnusableDatabase if a server is using the directory, or the directory must not be used
     */
    public static BackupFile checked(
            DataDirectory directory, Path file, boolean force, Function<Database, Optional<String>> books) {
        StoredFile.requireUsable(file);
        return new Restore(directory, file, books).run(force);
    }

    /**
     * Restores any file that SQLite can copy, as it is: the server may refuse to start on it.
     *
     * @param force whether a database that is there may be replaced
     * @return the new database file
     * @throws BackupFailure if the file cannot be copied, or there is a database that must not be replaced
     * @throws UnusableDatabase if a server is using the directory, or the directory must not be used
     */
    public static BackupFile unchecked(DataDirectory directory, Path file, boolean force) {
        StoredFile.requireFile(file);
        return new Restore(directory, file, null).run(force);
    }

    private BackupFile run(boolean force) {
        directory.create();
        try (DirectoryLock lock = directory.lock()) {
            RestoredDraft.settle(directory);
            requireReplaceable(force);
            return replace();
        } catch (IOException thrown) {
            throw failure(IoReason.of(thrown), thrown);
        } catch (DatabaseFailure thrown) {
            throw failure(StoredFile.reason(thrown), thrown);
        }
    }

    private void requireReplaceable(boolean force) throws IOException {
        Path database = directory.database();
        if (!Files.exists(database)) {
            return;
        }
        if (!force) {
            throw new BackupFailure(database + " exists already; --force replaces it");
        }
        if (Files.isSameFile(database, file)) {
            throw new BackupFailure(file + " is the database itself");
        }
    }

    private BackupFile replace() throws IOException {
        boolean done = false;
        try {
            makeDraft();
            BackupFile restored = Backup.describe(draft, directory.database());
            if (Files.exists(directory.database())) {
                closeDatabaseFromBefore();
            }
            RestoredDraft.parkCompanions(directory);
            WholeFile.replace(draft, directory.database());
            done = true;
            return restored;
        } finally {
            settle(done);
        }
    }

    /** Ignores a failure to clear up if the restore failed, so as not to hide why; the next start clears up. */
    private void settle(boolean done) throws IOException {
        try {
            RestoredDraft.settle(directory);
        } catch (IOException thrown) {
            if (done) {
                throw thrown;
            }
        }
    }

    private void makeDraft() throws IOException {
        OwnerOnly.makeFile(draft);
        Backup.takeUnchecked(file, draft);
        try (SqliteConnection connection = SqliteConnection.forWriting(draft)) {
            if (books != null) {
                StoredFile.requireSound(connection, "The copy of " + file);
                Migrations.run(connection, InstantSource.system());
                requireBooks(books);
            }
            // A foreign trigger must not run, not even here; no server starts on a copy that has one.
            boolean isOwn = Migrations.complaint(connection).isEmpty();
            if (isOwn && (books != null || BackupSql.hasId(connection.handle()))) {
                // Its users may have the numbers of others, so no earlier token may remain valid.
                DatabaseId.renew(connection.handle());
            }
            PragmaSql.leaveLog(connection.transaction().connection());
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    private void requireBooks(Function<Database, Optional<String>> complaintOf) {
        try (ReadOnlyDatabase shop = ReadOnlyDatabase.of(draft)) {
            complaintOf.apply(shop).ifPresent(complaint -> {
                throw new BackupFailure(
                        file + " does not balance: " + complaint + "; --unchecked restores it all the same");
            });
        }
    }

    /** Moves the old database's log into it; a database too damaged to open is replaced as it is. */
    private void closeDatabaseFromBefore() {
        Path database = directory.database();
        Recovery.flushLeftBehind(database);
        try (SqliteConnection connection = SqliteConnection.forWriting(database)) {
            PragmaSql.leaveLog(connection.transaction().connection());
        } catch (UnusableDatabase | DatabaseFailure | SQLException thrown) {
            if (!DatabaseFailure.isDamage(thrown)) {
                String reason = DatabaseFailure.isBusy(thrown)
                        ? "another process, such as a backup or verify, has it open"
                        : StoredFile.reason(thrown);
                throw failure("the log of " + database + " cannot be moved into it: " + reason, thrown);
            }
        }
    }

    private BackupFailure failure(String reason, Exception thrown) {
        return new BackupFailure("Cannot restore " + file + ": " + reason, thrown);
    }
}
