package io.jangteo.books;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.schedule.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the books for callers who do not wait long. One run at a time is shared by all callers. A caller who is answered
 * within the patience gets a run that began after the request, so that it sees all earlier commits. A run that takes
 * longer is promised to its waiting callers and to all who ask while it lasts; its report is kept for a minute for them
 * to fetch.
 */
public final class BooksRuns implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Books books;
    private final InstantSource clock;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private boolean closed;
    private @Nullable Shared current;
    /** Begins when the current run ends; serves callers who asked after that one had begun. */
    private @Nullable Shared next;

    private @Nullable BooksReport kept;
    private long keptSinceNanos;
    private @Nullable BooksResult last;

    public BooksRuns(Books books, InstantSource clock) {
        this(books, clock, PATIENCE, System::nanoTime);
    }

    BooksRuns(Books books, InstantSource clock, Duration patience, LongSupplier nanoTime) {
        this.books = books;
        this.clock = clock;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns a {@link BooksReport}, or the {@link BooksProgress} of the run that will produce one.
     *
     * @throws Problem {@code OVERLOADED} if the server stops or the database is too busy
     */
    Object answer() {
        Shared mine;
        synchronized (this) {
            if (closed) {
                throw Refusals.OVERLOADED.problem();
            }
            if (kept != null && nanoTime.getAsLong() - keptSinceNanos < KEPT.toNanos()) {
                return kept;
            }
            kept = null;
            mine = join();
            if (mine.isPromised) {
                return mine.run.progress();
            }
            mine.waiting++;
        }
        try {
            return mine.report.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException thrown) {
            return promise(mine);
        } catch (ExecutionException thrown) {
            throw thrown.getCause() instanceof Problem problem ? problem : new IllegalStateException(thrown.getCause());
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw Refusals.OVERLOADED.problem();
        } finally {
            synchronized (this) {
                mine.waiting--;
            }
        }
    }

    /** Returns the result of the run that ended last; {@code null} if there was none of this shop. */
    public synchronized @Nullable BooksResult last() {
        return last;
    }

    /** Forgets the last result, as another shop takes this one's place. */
    public synchronized void forgetLast() {
        last = null;
    }

    /** Ends the current run and refuses waiting callers. */
    @Override
    public void close() {
        Shared last;
        synchronized (this) {
            closed = true;
            last = current;
            if (next != null) {
                next.report.completeExceptionally(Refusals.OVERLOADED.problem());
                next = null;
            }
        }
        if (last != null) {
            last.run.stop();
            try {
                last.thread.join(CLOSE_WAIT.toMillis());
            } catch (InterruptedException thrown) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Shared join() {
        if (current == null) {
            current = new Shared();
            current.thread.start();
            return current;
        }
        if (current.isPromised) {
            return current;
        }
        if (next == null) {
            next = new Shared();
        }
        return next;
    }

    /**
     * Promises the run to its callers. If it has not begun, the run before it took all the time, and that one is
     * promised instead.
     */
    private synchronized Object promise(Shared mine) {
        BooksReport report = mine.report.isCompletedExceptionally() ? null : mine.report.getNow(null);
        if (report != null) {
            return report;
        }
        Shared running = mine == next && current != null ? current : mine;
        running.isPromised = true;
        return running.run.progress();
    }

    /** @param made the report, unless the run failed */
    private synchronized void ended(
            Shared ended, Instant begun, @Nullable BooksReport made, @Nullable Throwable failure) {
        if (made == null) {
            ended.report.completeExceptionally(failure);
        } else {
            last = new BooksResult(made.balanced(), begun);
            ended.report.complete(made);
        }
        if (ended.isPromised && made != null) {
            kept = made;
            keptSinceNanos = nanoTime.getAsLong();
        }
        current = next != null && next.waiting > 0 ? next : null;
        next = null;
        if (current != null) {
            current.thread.start();
        }
    }

    private final class Shared {
        private final BooksRun run = books.run();
        private final CompletableFuture<BooksReport> report = new CompletableFuture<>();
        private final Thread thread = Threads.daemon("jangteo-books", this::work);
        private int waiting;
        private boolean isPromised;

        private void work() {
            Instant begun = clock.instant();
            try {
                ended(this, begun, run.report(), null);
            } catch (RuntimeException | Error thrown) {
                ended(this, begun, null, thrown);
            }
        }
    }
}
