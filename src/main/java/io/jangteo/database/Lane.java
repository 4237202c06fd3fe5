package io.jangteo.database;

import io.jangteo.problem.HeapExhaustion;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusal;
import io.jangteo.problem.Refusals;
import io.jangteo.schedule.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The queue of one {@link Batch}: its thread takes all requests that wait, decides them in one transaction, and answers
 * them after the commit. If that transaction fails for any reason but the loss of the server, each request is done by
 * itself, so that one that cannot be done does not take the others with it.
 */
final class Lane<Q, R> implements AutoCloseable {
    private static final long IDLE_POLL_MILLIS = 50;
    private static final Set<Refusal> OF_ALL =
            Set.of(Refusals.OVERLOADED, Refusals.OUTCOME_UNKNOWN, Refusals.STORAGE_FULL);

    private final PostgresDatabase database;
    private final Batch<Q, R> batch;
    private final int batchMax;
    private final long waitNanos;
    private final PostgresMetrics metrics;
    private final BlockingQueue<Waiting<Q, R>> queue;
    private final Thread thread;
    private volatile boolean closed;

    private static final class Waiting<Q, R> {
        private final Q request;
        private final long sinceNanos = System.nanoTime();
        private final CompletableFuture<R> answer = new CompletableFuture<>();

        private Waiting(Q request) {
            this.request = request;
        }

        private void settle(Outcome<R> outcome) {
            try {
                answer.complete(outcome.get());
            } catch (Problem refusal) {
                answer.completeExceptionally(refusal);
            }
        }
    }

    Lane(
            PostgresDatabase database,
            Batch<Q, R> batch,
            int batchMax,
            int queueMax,
            Duration wait,
            PostgresMetrics metrics) {
        this.database = database;
        this.batch = batch;
        this.batchMax = batchMax;
        this.waitNanos = wait.toNanos();
        this.metrics = metrics;
        this.queue = new LinkedBlockingQueue<>(queueMax);
        this.thread = Threads.daemon("jangteo-lane", this::run);
        thread.start();
    }

    R run(Q request) {
        Waiting<Q, R> waiting = new Waiting<>(request);
        if (closed || !queue.offer(waiting) || (!thread.isAlive() && queue.remove(waiting))) {
            throw Refusals.OVERLOADED.problem();
        }
        return Threads.joined(waiting.answer);
    }

    /** Finishes the waiting requests, then stops. */
    @Override
    public void close() {
        closed = true;
        Threads.uninterruptibly(thread::join);
    }

    private void run() {
        List<Waiting<Q, R>> taken = new ArrayList<>();
        try {
            while (take(taken)) {
                taken.removeIf(this::waitedTooLong);
                decide(taken);
                taken.clear();
            }
        } finally {
            closed = true;
            queue.drainTo(taken);
            taken.forEach(waiting -> waiting.answer.completeExceptionally(Refusals.OVERLOADED.problem()));
        }
    }

    private boolean take(List<Waiting<Q, R>> taken) {
        while (taken.isEmpty()) {
            boolean last = closed;
            try {
                Waiting<Q, R> first = queue.poll(last ? 0 : IDLE_POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    queue.drainTo(taken, batchMax - 1);
                } else if (last) {
                    return false;
                }
            } catch (InterruptedException thrown) {
                closed = true;
            }
        }
        return true;
    }

    private boolean waitedTooLong(Waiting<Q, R> waiting) {
        boolean tooLong = System.nanoTime() - waiting.sinceNanos > waitNanos;
        if (tooLong) {
            waiting.answer.completeExceptionally(Refusals.OVERLOADED.problem());
        }
        return tooLong;
    }

    private void decide(List<Waiting<Q, R>> taken) {
        if (taken.isEmpty()) {
            return;
        }
        try {
            List<Q> requests = taken.stream().map(waiting -> waiting.request).toList();
            List<Outcome<R>> outcomes = database.decide(batch, requests);
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).settle(outcomes.get(i));
            }
            metrics.committed(taken.size());
        } catch (RuntimeException thrown) {
            HeapExhaustion.check(thrown);
            if (taken.size() == 1 || isOfAll(thrown)) {
                RuntimeException refused = database.refused(thrown);
                taken.forEach(waiting -> waiting.answer.completeExceptionally(refused));
            } else {
                taken.forEach(waiting -> decide(List.of(waiting)));
            }
        } catch (Error thrown) {
            HeapExhaustion.check(thrown);
            taken.forEach(waiting -> waiting.answer.completeExceptionally(thrown));
        }
    }

    /** Whether the server was not reached, or did not say what became of the commit: that holds for every request. */
    private static boolean isOfAll(RuntimeException thrown) {
        return PostgresFailure.isConnectionLost(thrown)
                || (thrown instanceof Problem problem && OF_ALL.contains(problem.refusal()));
    }
}
