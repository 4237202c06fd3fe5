package io.jangteo.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Moves a PostgreSQL database's shop into a directory: into a draft, which becomes the directory's database at last. */
final class MoveToDirectory extends Move {
    private static final int BATCH_ROWS = 1_000;

    private final DataDirectory directory;
    private final Path draft;
    private final int readers;
    private @Nullable PostgresSnapshot source;

    MoveToDirectory(DataDirectory directory, int readers, Consumer<String> told) {
        super(told);
        this.directory = directory;
        this.draft = directory.movedDraft();
        this.readers = readers;
    }

    void open(PostgresSettings from) {
        DirectoryLock lock = directory.create().lock();
        onClose(lock::close);
        if (Files.exists(directory.database())) {
            throw new UnusableDatabase(directory.database() + " exists already: name another directory");
        }
        onClose(this::deleteDraft);
        try {
            PostgresConnection server = PostgresConnection.forLong(from);
            onClose(server::close);
            MoveSql.lift(server.handle());
            if (!SessionSql.tryLockAlone(server.handle())) {
                throw new UnusableDatabase(
                        "The database " + from + " is in use by a server: stop every instance first");
            }
            source = PostgresSnapshot.open(from, readers);
            onClose(source::close);
        } catch (RuntimeException thrown) {
            throw PostgresMigrations.unusable(from, thrown);
        }
    }

    @Override
    public Database source() {
        return present(source);
    }

    @Override
    public Database copied() {
        return Snapshot.of(draft, readers);
    }

    @Override
    public void copy() {
        deleteDraft();
        try {
            OwnerOnly.makeFile(draft);
            try (SqliteConnection to = SqliteConnection.forWriting(draft)) {
                // Nobody sees the draft before it is whole, so it needs no log.
                PragmaSql.leaveLog(to.transaction().connection());
                Migrations.run(to, InstantSource.system());
                present(source).read(from -> {
                    MovedTable.ALL.forEach(table -> copy(from, table, to));
                    writeSettings(to, movedSettings(from));
                    return true;
                });
            }
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    @Override
    public void finish() {
        try {
            WholeFile.create(draft, directory.database());
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private void copy(Handle from, MovedTable table, SqliteConnection to) {
        List<String> columns = MoveSql.columns(from, table);
        Connection connection = to.transaction().connection();
        to.transaction().beginImmediate();
        try (PreparedStatement insertion = MoveSql.insertion(connection, table, columns)) {
            int[] waiting = {0};
            long rows = copy(from, table, columns, row -> {
                for (int i = 0; i < row.length; i++) {
                    insertion.setObject(i + 1, row[i]);
                }
                insertion.addBatch();
                if (++waiting[0] == BATCH_ROWS) {
                    insertion.executeBatch();
                    waiting[0] = 0;
                }
            });
            insertion.executeBatch();
            to.transaction().commit();
            tell(table, rows);
        } catch (SQLException thrown) {
            throw cannotCopy(table, new DatabaseFailure(thrown));
        } catch (DatabaseFailure thrown) {
            throw cannotCopy(table, thrown);
        }
    }

    private static void writeSettings(SqliteConnection to, Map<String, String> moved) {
        to.transaction().beginImmediate();
        MoveSql.removeSettings(to.handle());
        moved.forEach((name, value) -> MoveSql.insertSetting(to.handle(), name, value));
        to.transaction().commit();
    }

    private void deleteDraft() {
        try {
            for (Path companion : RestoredDraft.companionsOf(draft)) {
                Files.deleteIfExists(companion);
            }
            Files.deleteIfExists(draft);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
