package io.jangteo.database;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Moves a shop from a data directory into an empty PostgreSQL database, or back, table by table. No server may use
 * either meanwhile, and none starts on the target before {@link #finish}. The source stays as it is. In order: {@link
 * #copy}, {@link #copied} with {@link #compare}, {@link #finish}.
 */
public abstract class Move implements AutoCloseable {
    final MoveProgress progress = new MoveProgress();
    private final Consumer<String> told;
    private final Deque<Runnable> closings = new ArrayDeque<>();

    /** @param told receives a line for each step that is done */
    Move(Consumer<String> told) {
        this.told = told;
    }

    /**
     * Prepares the move of a directory's shop. After an interruption the same move goes on with the first table that is
     * not there, if the source is still the same; else it begins again.
     *
     * @param more settings that the target is to have and the source keeps elsewhere
     * @param readers how many threads may read either side at a time
     * @param told receives a line for each step that is done
     * @throws UnusableDatabase if servers use either side, there is no shop of this version, or the target is not empty
     */
    public static Move toServer(
            DataDirectory from, PostgresSettings to, Map<String, String> more, int readers, Consumer<String> told) {
        MoveToServer move = new MoveToServer(to, more, readers, told);
        return move.opened(() -> move.open(from));
    }

    /**
     * Prepares the move of a PostgreSQL database's shop. After an interruption the same move begins again.
     *
     * @param readers how many threads may read either side at a time
     * @param told receives a line for each step that is done
     * @throws UnusableDatabase if servers use either side, there is no shop of this version, or the directory has one
     */
    public static Move toDirectory(PostgresSettings from, DataDirectory to, int readers, Consumer<String> told) {
        MoveToDirectory move = new MoveToDirectory(to, readers, told);
        return move.opened(() -> move.open(from));
    }

    /** Returns the one snapshot of the source. */
    public abstract Database source();

    /**
     * Copies all rows and settings.
     *
     * @throws UnusableDatabase if a row cannot be stored on the other engine
     */
    public abstract void copy();

    /** Opens the copy, to check it. */
    public abstract Database copied();

    /** Returns the source's settings by name. */
    public Map<String, String> settings() {
        return source().read(MoveSql::settings);
    }

    /** Declares the move done: servers may start on the target from now on. */
    public abstract void finish();

    /**
     * Compares the content of every table.
     *
     * @return the number of rows of each table
     * @throws UnusableDatabase if a row differs or is missing
     */
    public Map<String, Long> compare(Database copied) {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (MovedTable table : MovedTable.ALL) {
            progress.begin("comparing " + table.name(), 0);
            List<String> columns = source().read(handle -> MoveSql.columns(handle, table));
            TableDigest there = source().read(handle -> TableDigest.of(handle, table, columns));
            TableDigest here = copied.read(handle -> TableDigest.of(handle, table, columns));
            if (!here.equals(there)) {
                throw new UnusableDatabase(
                        "The copy of %s differs from the source: it has %,d rows instead of %,d, or other values"
                                .formatted(table.name(), here.rows(), there.rows()));
            }
            rows.put(table.name(), there.rows());
        }
        return rows;
    }

    /** Returns a line about what is underway; may be called from any thread. */
    public String progress() {
        return progress.line();
    }

    /** Gives everything back. What was copied stays where the move can go on from it. */
    @Override
    public void close() {
        while (!closings.isEmpty()) {
            closings.pop().run();
        }
    }

    final void onClose(Runnable closing) {
        closings.push(closing);
    }

    final Move opened(Runnable opening) {
        try {
            opening.run();
            return this;
        } catch (RuntimeException thrown) {
            close();
            throw thrown;
        }
    }

    /** Copies one table and returns the number of its rows. */
    long copy(Handle from, MovedTable table, List<String> columns, MoveSql.Row writer) {
        progress.begin(table.name(), MoveSql.count(from, table));
        return MoveSql.read(from, table, columns, row -> {
            writer.take(row);
            progress.row();
        });
    }

    /** Says that a table is there. */
    void tell(MovedTable table, long rows) {
        told.accept("%s: %,d rows".formatted(table.name(), rows));
    }

    /** Returns the settings that move along; a directory's server has its own, and its secrets in files. */
    static Map<String, String> movedSettings(Handle from) {
        Map<String, String> settings = new TreeMap<>(MoveSql.settings(from));
        settings.keySet().removeIf(name -> name.startsWith("shared.") || name.startsWith("secret."));
        return settings;
    }

    /** Returns what {@link #opened} set. */
    static <T> T present(@Nullable T part) {
        return Objects.requireNonNull(part);
    }

    static UnusableDatabase cannotCopy(MovedTable table, RuntimeException thrown) {
        return thrown instanceof UnusableDatabase known
                ? known
                : new UnusableDatabase(
                        "The table " + table.name() + " cannot be copied: " + StoredFile.reason(thrown), thrown);
    }
}
