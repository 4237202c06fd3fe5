package io.jangteo.web;

import io.jangteo.database.Database;
import io.jangteo.problem.Refusals;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells whoever watches the server whether it runs and whether it can serve. Ready means that the database, whose
 * migrations were done when it was opened, commits a transaction in time; from {@link #close()} on it is not ready, so
 * that a stopping server gets no new callers.
 */
public final class Health implements AutoCloseable {
    /** Shorter than the patience of those who usually ask. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

    private static final Healthy UP = new Healthy("UP");

    private final Database database;
    private final Duration answerLimit;
    private final ExecutorService prober = Executors.newSingleThreadExecutor(Health::daemon);
    private CompletableFuture<Void> probe = CompletableFuture.completedFuture(null);

    public Health(Database database) {
        this(database, ANSWER_LIMIT);
    }

    Health(Database database, Duration answerLimit) {
        this.database = database;
        this.answerLimit = answerLimit;
    }

    /** The reply of a server that is well. */
    public record Healthy(String status) {}

    public List<Route> routes() {
        return List.of(
                Route.get("/health/live")
                        .named("isLive", "Whether the server runs.")
                        .replies(Healthy.class)
                        .reads(request -> UP),
                Route.get("/health/ready")
                        .named("isReady", "Whether the server can serve: its database commits.")
                        .replies(Healthy.class)
                        .refuses(Refusals.OVERLOADED)
                        .reads(request -> ready()));
    }

    /** From now on the server is not ready. */
    @Override
    public void close() {
        prober.shutdownNow();
    }

    private Healthy ready() {
        try {
            probe().get(answerLimit.toMillis(), TimeUnit.MILLISECONDS);
            return UP;
        } catch (TimeoutException | ExecutionException | RejectedExecutionException thrown) {
            throw Refusals.overloaded();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw Refusals.overloaded();
        }
    }

    /** Whoever asks while a probe is under way shares it, so that asking often costs the writer nothing. */
    private synchronized CompletableFuture<Void> probe() {
        if (prober.isShutdown() || probe.isDone()) {
            probe = CompletableFuture.runAsync(() -> database.write(tx -> UP), prober);
        }
        return probe;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "health");
        thread.setDaemon(true);
        return thread;
    }
}
