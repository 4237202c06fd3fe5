package io.jangteo.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** One unchanging snapshot of a PostgreSQL database for several concurrent readers. Servers may go on writing. */
public final class PostgresSnapshot implements Database {
    private final List<PostgresConnection> connections;
    private final BlockingQueue<PostgresConnection> idle;

    private PostgresSnapshot(List<PostgresConnection> connections) {
        this.connections = connections;
        this.idle = new LinkedBlockingQueue<>(connections);
    }

    /**
     * Opens a database.
     *
     * @param readers maximum number of concurrent reads
     * @throws UnusableDatabase if it cannot be reached, or does not have this version's schema
     */
    public static PostgresSnapshot open(PostgresSettings settings, int readers) {
        PostgresSnapshot snapshot = ofMoved(settings, readers);
        try {
            snapshot.read(handle -> {
                PostgresMigrations.requireWhole(handle, settings);
                return true;
            });
            return snapshot;
        } catch (RuntimeException thrown) {
            snapshot.close();
            throw thrown;
        }
    }

    /** Opens a database into which a shop is still being moved. */
    static PostgresSnapshot ofMoved(PostgresSettings settings, int readers) {
        List<PostgresConnection> connections = new ArrayList<>();
        try {
            String exported = null;
            for (int i = 0; i < readers; i++) {
                connections.add(PostgresConnection.forLong(settings));
                connections.get(i).beginSnapshot(exported);
                if (exported == null) {
                    PostgresMigrations.requireThisVersion(connections.get(i).handle(), settings);
                    exported = SnapshotSql.export(connections.get(i).handle());
                }
            }
            return new PostgresSnapshot(connections);
        } catch (RuntimeException thrown) {
            connections.forEach(PostgresConnection::close);
            throw PostgresMigrations.unusable(settings, thrown);
        }
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        PostgresConnection connection;
        try {
            connection = idle.take();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to read", thrown);
        }
        try {
            return work.apply(connection.handle());
        } finally {
            idle.add(connection);
        }
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        throw new IllegalStateException("This database is read-only");
    }

    @Override
    public Engine engine() {
        return Engine.POSTGRES;
    }

    @Override
    public void close() {
        connections.forEach(PostgresConnection::close);
    }
}
