package io.jangteo.books;

import io.jangteo.database.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One run of all checks, which can be watched and stopped from other threads. */
public final class BooksRun {
    private final Database database;
    private final List<Check> checks;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();
    private final LongAdder checked = new LongAdder();

    BooksRun(Database database, List<Check> checks) {
        this.database = database;
        this.checks = checks;
    }

    /**
     * Runs one check after another on the calling thread, with pauses in which others can use the database.
     *
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} if the run was stopped or the database was too busy
     */
    public BooksReport report() {
        return BooksReport.of(checks.stream().map(check -> run(check, true)).toList());
    }

    /**
     * Runs several checks at a time, each on its own thread, without pauses: for a {@link Database} that nobody else
     * reads. An exception in one check ends the others.
     */
    public BooksReport report(int threads) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Map<Check, Future<BooksCheck>> running = new HashMap<>();
            // The check of the messages takes longest by far: started last, it would keep one thread busy after the
            // others are done.
            checks.stream()
                    .sorted(Comparator.comparing(check -> !(check instanceof MessageChecksSql)))
                    .forEach(check -> running.put(check, executor.submit(() -> run(check, false))));
            List<BooksCheck> results = new ArrayList<>();
            for (Check check : checks) {
                results.add(Objects.requireNonNull(running.get(check)).get());
            }
            return BooksReport.of(results);
        } catch (ExecutionException thrown) {
            throw thrown.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(thrown);
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            stop();
            executor.shutdown();
        }
    }

    /** Number of finished checks, and of all. */
    public BooksProgress progress() {
        return new BooksProgress(done.get(), checks.size());
    }

    /** Number of items checked so far. */
    public long checked() {
        return checked.sum();
    }

    /** Ends the run before its next piece. */
    public void stop() {
        stop.countDown();
    }

    private BooksCheck run(Check check, boolean rests) {
        BooksCheck result = database.readMany(seen -> new CheckRun(seen, check, stop, checked, rests).run());
        done.incrementAndGet();
        return result;
    }
}
