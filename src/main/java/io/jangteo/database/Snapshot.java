package io.jangteo.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One unchanging snapshot of a database for several concurrent readers. A server may keep writing, but cannot reset its
 * write-ahead log until the snapshot is closed; once the log has become too long, reads fail with a message.
 */
public final class Snapshot implements Database {
    private static final Duration OPEN_WAIT = Duration.ofSeconds(5);

    private final List<SqliteConnection> connections;
    private final BlockingQueue<SqliteConnection> idle;
    private final List<LogBound> bounds;

    private Snapshot(List<SqliteConnection> connections, List<LogBound> bounds) {
        this.connections = connections;
        this.idle = new LinkedBlockingQueue<>(connections);
        this.bounds = bounds;
    }

    /**
     * Opens the directory's database.
     *
     * @param readers maximum number of concurrent reads; reduced to one if frequent commits keep several from beginning
     *     together
     * @throws UnusableDatabase if there is none, or it does not have this version's schema
     */
    public static Snapshot open(DataDirectory directory, int readers) {
        return open(directory, readers, LogBound.DEFAULT_MAX_BYTES);
    }

    /** Opens a file outside a data directory. */
    static Snapshot of(Path file, int readers) {
        return open(file, readers, LogBound.DEFAULT_MAX_BYTES);
    }

    static Snapshot open(DataDirectory directory, int readers, long logMaxBytes) {
        return open(directory.existingDatabase(), readers, logMaxBytes);
    }

    private static Snapshot open(Path file, int readers, long logMaxBytes) {
        List<SqliteConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < readers; i++) {
                connections.add(ReadOnlyDatabase.connect(file));
            }
            if (!beginTogether(file, connections)) {
                connections.subList(1, readers).forEach(SqliteConnection::close);
                connections.subList(1, readers).clear();
                begin(connections.get(0));
            }
            List<LogBound> bounds = connections.stream()
                    .map(connection -> LogBound.watch(file, connection, logMaxBytes))
                    .toList();
            return new Snapshot(connections, bounds);
        } catch (RuntimeException thrown) {
            connections.forEach(SqliteConnection::close);
            throw thrown;
        }
    }

    /** Maximum number of concurrent reads. */
    public int readers() {
        return connections.size();
    }

    /** @throws UnusableDatabase if the server's log has become so long that the snapshot must end */
    @Override
    public <T> T read(Function<Handle, T> work) {
        SqliteConnection connection;
        try {
            connection = idle.take();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to read", thrown);
        }
        try {
            requireShortLog(null);
            return work.apply(connection.handle());
        } catch (RuntimeException thrown) {
            requireShortLog(thrown);
            throw thrown;
        } finally {
            idle.add(connection);
        }
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        throw new IllegalStateException("This database is read-only");
    }

    @Override
    public void close() {
        bounds.forEach(LogBound::close);
        connections.forEach(SqliteConnection::close);
    }

    private void requireShortLog(@Nullable RuntimeException thrown) {
        if (bounds.stream().anyMatch(LogBound::exceeded)) {
            throw new UnusableDatabase(
                    "The server has written so much meanwhile that its log has to be reset: ask at a quieter time",
                    thrown);
        }
    }

    /**
     * Begins all transactions without a commit in between, so that they see the same data; a witness connection
     * confirms that the database did not change. Writers are not held up.
     */
    private static boolean beginTogether(Path file, List<SqliteConnection> connections) {
        long startedNanos = System.nanoTime();
        try (SqliteConnection witness = SqliteConnection.forReading(file)) {
            while (System.nanoTime() - startedNanos < OPEN_WAIT.toNanos()) {
                long before = PragmaSql.dataVersion(witness.handle());
                connections.forEach(Snapshot::begin);
                if (PragmaSql.dataVersion(witness.handle()) == before) {
                    return true;
                }
                connections.forEach(each -> each.transaction().rollback());
            }
            return false;
        }
    }

    /** Reads at once, since SQLite takes the snapshot at the first read, not at BEGIN. */
    private static void begin(SqliteConnection connection) {
        connection.transaction().begin();
        MigrationSql.applied(connection.handle());
    }
}
