package io.jangteo.database;

import io.jangteo.schedule.Threads;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Moves the write-ahead log into the database while the writer goes on, over a connection of its own. What is committed
 * meanwhile stays in the log. Used by the writer's thread only.
 */
final class LogMover implements AutoCloseable {
    private final Path database;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> Threads.daemon("jangteo-log-mover", work));
    private @Nullable CompletableFuture<Checkpoint> move;

    /** Used on the mover's thread, and after the last move. */
    private @Nullable SqliteConnection connection;

    LogMover(Path database) {
        this.database = database;
        // Now, since later there may be no room for a thread.
        thread.prestartCoreThread();
    }

    void begin() {
        move = CompletableFuture.supplyAsync(this::move, thread);
    }

    /** Whether a move was begun whose result was not fetched. */
    boolean hasBegun() {
        return move != null;
    }

    boolean isMoving() {
        return move != null && !move.isDone();
    }

    /**
     * Waits for the move that was begun, and returns its result; {@code null} if none was.
     *
     * @throws DatabaseFailure if it failed
     * @throws UnusableDatabase if the database could not be opened for it
     */
    @Nullable
    Checkpoint result() {
        CompletableFuture<Checkpoint> begun = move;
        move = null;
        return begun == null ? null : Threads.joined(begun);
    }

    /** Waits for the move that was begun; others then hold the only connections. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            result();
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
    }

    private Checkpoint move() {
        SqliteConnection open = connection == null ? SqliteConnection.forWriting(database) : connection;
        connection = open;
        return open.checkpoint(Checkpoint.Mode.PASSIVE);
    }
}
