package io.jangteo.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Checks that a database file is undamaged and belongs to Jangteo. */
final class StoredFile {
    private StoredFile() {}

    /**
     * Reads the whole file and checks it against its own schema.
     *
     * @param name what to call the file in a complaint
     * @throws BackupFailure if it is damaged
     */
    static void requireSound(Path file, String name) {
        try (SqliteConnection connection = SqliteConnection.forReading(file)) {
            requireSound(connection, name);
        } catch (BackupFailure thrown) {
            throw thrown;
        } catch (RuntimeException thrown) {
            throw new BackupFailure(name + " cannot be read as a database: " + reason(thrown), thrown);
        }
    }

    /**
     * Does the same as {@link #requireSound}, and requires a shop that this version can take over.
     *
     * @throws BackupFailure if it is damaged, something else, of a newer version, or not as its migrations made it
     */
    static void requireUsable(Path file) {
        requireFile(file);
        try (SqliteConnection connection = SqliteConnection.forReading(file)) {
            // Comes before the check of the whole file, which would run expressions of its schema.
            Migrations.complaint(connection).ifPresent(complaint -> {
                throw new BackupFailure(file + " " + complaint);
            });
            requireSound(connection, file.toString());
        } catch (BackupFailure thrown) {
            throw thrown;
        } catch (RuntimeException thrown) {
            throw new BackupFailure(file + " cannot be read as a database: " + reason(thrown), thrown);
        }
    }

    static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BackupFailure("There is no file " + file);
        }
    }

    /** The database's own message, without the libraries' wrapping. */
    static String reason(Throwable thrown) {
        SQLException sql = DatabaseFailure.cause(thrown);
        return String.valueOf((sql == null ? thrown : sql).getMessage());
    }

    static void requireSound(SqliteConnection connection, String name) {
        List<String> faults = BackupSql.integrityCheck(connection.handle());
        if (!faults.equals(List.of("ok"))) {
            throw new BackupFailure(name + " is damaged: " + String.join("; ", faults));
        }
        List<String> orphans = BackupSql.foreignKeyCheck(connection.handle());
        if (!orphans.isEmpty()) {
            throw new BackupFailure(name + " is damaged: rows of " + orphans.get(0) + " point to nothing");
        }
    }
}
