package io.jangteo.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Moves a directory's shop into a PostgreSQL database. Each table is a transaction, so that a table is there whole or
 * not at all; a mark in {@code setting} says that more is to come.
 */
final class MoveToServer extends Move {
    private final PostgresSettings settings;
    private final Map<String, String> more;
    private final int readers;
    private @Nullable Snapshot source;
    private @Nullable PostgresConnection target;

    MoveToServer(PostgresSettings settings, Map<String, String> more, int readers, Consumer<String> told) {
        super(told);
        this.settings = settings;
        this.more = more;
        this.readers = readers;
    }

    void open(DataDirectory from) {
        from.existingDatabase();
        DirectoryLock lock = from.lock();
        onClose(lock::close);
        try {
            RestoredDraft.settle(from);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        source = Snapshot.open(from, readers);
        onClose(source::close);
        try {
            target = PostgresConnection.forLong(settings);
            onClose(target::close);
            prepare(target.handle(), source.read(DatabaseId::of));
        } catch (RuntimeException thrown) {
            throw PostgresMigrations.unusable(settings, thrown);
        }
    }

    @Override
    public Database source() {
        return present(source);
    }

    @Override
    public Database copied() {
        return PostgresSnapshot.ofMoved(settings, readers);
    }

    @Override
    public void copy() {
        present(source).read(from -> {
            if (!isPartOf(from)) {
                inTransaction(to -> {
                    MoveSql.truncateAll(to);
                    return true;
                });
            }
            for (MovedTable table : MovedTable.ALL) {
                copyIfAbsent(from, table);
            }
            return inTransaction(to -> writeSettings(to, movedSettings(from)));
        });
    }

    @Override
    public void finish() {
        inTransaction(to -> {
            MoveSql.removeMark(to);
            return true;
        });
    }

    /** Takes the database for itself, looks that nothing but an earlier attempt is in it, and marks it. */
    private void prepare(Handle to, String id) {
        MoveSql.lift(to);
        if (!SessionSql.tryLockAlone(to)) {
            throw new UnusableDatabase(
                    "The database " + settings + " is in use by a server: stop every instance first");
        }
        Optional<String> mark = MigrationSql.hasTable(to, "setting") ? MoveSql.mark(to) : Optional.empty();
        if (mark.isEmpty()) {
            requireEmpty(to);
        } else if (!mark.get().equals(id)) {
            throw new UnusableDatabase(
                    "The database " + settings + " holds a part of another shop, which was being moved into it");
        }
        PostgresMigrations.bringUp(settings, InstantSource.system());
        if (mark.isEmpty()) {
            MoveSql.insertSetting(to, MoveSql.MARK, id);
        }
    }

    /** A day that was computed is no content: a server that only started may have done that, and no day has sales yet. */
    private void requireEmpty(Handle to) {
        for (MovedTable table : MovedTable.ALL) {
            if (!table.name().equals("sales_day")
                    && MigrationSql.hasTable(to, table.name())
                    && MoveSql.hasRows(to, table)) {
                throw new UnusableDatabase("The database " + settings + " is not empty: its table " + table.name()
                        + " has rows; name an empty one");
            }
        }
    }

    /** Whether the tables that are there are equal to the source's: it may have served since they were copied. */
    private boolean isPartOf(Handle from) {
        return MovedTable.ALL.stream()
                .allMatch(table -> inTransaction(to -> {
                    if (!MoveSql.hasRows(to, table)) {
                        return true;
                    }
                    progress.begin("comparing " + table.name(), 0);
                    List<String> columns = MoveSql.columns(from, table);
                    return TableDigest.of(to, table, columns).equals(TableDigest.of(from, table, columns));
                }));
    }

    private void copyIfAbsent(Handle from, MovedTable table) {
        List<String> columns = MoveSql.columns(from, table);
        if (inTransaction(to -> MoveSql.hasRows(to, table))) {
            return;
        }
        long rows = inTransaction(to -> {
            long written = copyRows(from, to, table, columns);
            if (table.hasIds()) {
                MoveSql.setSequence(to, table);
            }
            MoveSql.analyze(to, table);
            return written;
        });
        tell(table, rows);
    }

    private long copyRows(Handle from, Handle to, MovedTable table, List<String> columns) {
        try (CopyWriter writer = new CopyWriter(to.getConnection(), table, columns)) {
            long rows = copy(from, table, columns, writer::add);
            writer.end();
            return rows;
        } catch (SQLException thrown) {
            throw cannotCopy(table, new DatabaseFailure(thrown));
        } catch (RuntimeException thrown) {
            throw cannotCopy(table, thrown);
        }
    }

    private boolean writeSettings(Handle to, Map<String, String> moved) {
        moved.putAll(more);
        MoveSql.removeSettings(to);
        moved.forEach((name, value) -> MoveSql.insertSetting(to, name, value));
        return true;
    }

    private <T> T inTransaction(Function<Handle, T> work) {
        PostgresConnection connection = present(target);
        connection.beginWrite();
        T result;
        try {
            result = work.apply(connection.handle());
        } catch (RuntimeException thrown) {
            connection.rollback();
            throw thrown;
        }
        connection.commit();
        return result;
    }
}
