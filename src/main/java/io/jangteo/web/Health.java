package io.jangteo.web;

import io.jangteo.database.Database;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.schedule.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports whether the server runs and whether it can serve. Ready means that the database, migrated when it was opened,
 * commits a change to the disk in time; after {@link #close()} the server is not ready, so that a stopping server gets
 * no new callers. A stopped relay is reported, but does not make the server unready: the shop still sells.
 */
public final class Health implements AutoCloseable {
    private static final String PROBES = "/health/";

    /** Shorter than the timeout of common health checks. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

    /** Limits disk writes to one in this time, however many ask. */
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);

    private static final Healthy LIVE = new Healthy("UP");

    private final Database database;
    private final BooleanSupplier relayRuns;
    private final Duration answerLimit;
    private final LongSupplier nanoTime;
    private final ExecutorService prober = Executors.newSingleThreadExecutor(work -> Threads.daemon("health", work));
    private @Nullable CompletableFuture<Void> probe;
    private long probedNanos;

    /** @param relayRuns whether paid orders are still sent to the data platform */
    public Health(Database database, BooleanSupplier relayRuns) {
        this(database, relayRuns, ANSWER_LIMIT, System::nanoTime);
    }

    Health(Database database, BooleanSupplier relayRuns, Duration answerLimit, LongSupplier nanoTime) {
        this.database = database;
        this.relayRuns = relayRuns;
        this.answerLimit = answerLimit;
        this.nanoTime = nanoTime;
    }

    /** The reply of a running server. */
    public record Healthy(String status) {}

    /** The reply of a server that can serve. */
    public record Ready(String status, RelayState relay) {}

    /** Whether paid orders are sent to the data platform. */
    public enum RelayState {
        RUNNING,
        /** Nothing was sent for a minute although something was due. */
        STOPPED
    }

    static boolean isProbe(String path) {
        return path.startsWith(PROBES);
    }

    public List<Route> routes() {
        return List.of(
                Route.get(PROBES + "live")
                        .named("isLive", "Whether the server runs.")
                        .access(Route.Access.PROBE)
                        .counting(Route.Counting.NONE)
                        .replies(Healthy.class)
                        .answers(LIVE),
                Route.get(PROBES + "ready")
                        .named("isReady", "Whether the server can serve: its database commits to the disk.")
                        .access(Route.Access.PROBE)
                        .counting(Route.Counting.NONE)
                        .replies(Ready.class)
                        .refuses(Refusals.OVERLOADED, Refusals.STORAGE_FULL)
                        .reads(request -> ready()));
    }

    /** Makes the server unready from now on. */
    @Override
    public void close() {
        prober.shutdownNow();
    }

    private Ready ready() {
        if (prober.isShutdown()) {
            throw Refusals.OVERLOADED.problem();
        }
        try {
            probe().get(answerLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException thrown) {
            throw isStorageFull(thrown.getCause()) ? Refusals.STORAGE_FULL.problem() : Refusals.OVERLOADED.problem();
        } catch (TimeoutException | RejectedExecutionException | OutOfMemoryError thrown) {
            // An OutOfMemoryError if no thread could be created.
            throw Refusals.OVERLOADED.problem();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw Refusals.OVERLOADED.problem();
        }
        return new Ready("UP", relayRuns.getAsBoolean() ? RelayState.RUNNING : RelayState.STOPPED);
    }

    private static boolean isStorageFull(@Nullable Throwable thrown) {
        return thrown instanceof Problem problem && problem.refusal().equals(Refusals.STORAGE_FULL);
    }

    /** Runs one probe at a time, at most one a second whatever its result; concurrent callers share it. */
    private synchronized CompletableFuture<Void> probe() {
        long now = nanoTime.getAsLong();
        if (probe == null || (probe.isDone() && now - probedNanos >= SHARED_FOR.toNanos())) {
            probe = CompletableFuture.runAsync(() -> database.write(ProbeSql::countProbe), prober);
            probedNanos = now;
        }
        return probe;
    }
}
