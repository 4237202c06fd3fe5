package io.jangteo.database;

import io.jangteo.problem.HeapExhaustion;
import io.jangteo.problem.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A write in the queue, and its outcome. */
final class Pending<T> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Pending.class);

    private final Function<Tx, T> work;
    private final long enqueuedNanos = System.nanoTime();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private List<Runnable> afterCommit = List.of();
    private @Nullable T result;
    private @Nullable Throwable refusal;

    Pending(Function<Tx, T> work) {
        this.work = work;
    }

    /** Returns the work as a request to a batch; {@code null} if it is none. */
    @SuppressWarnings("unchecked")
    @Nullable
    BatchRequest<?, T> batchRequest() {
        return work instanceof BatchRequest<?, ?> request ? (BatchRequest<?, T>) request : null;
    }

    long waitedNanos() {
        return System.nanoTime() - enqueuedNanos;
    }

    /**
     * Runs the work without a savepoint of its own, which costs as much as a small statement. Few refusals come after a
     * change.
     *
     * @return false if the work failed after it had changed something: the whole transaction has to be undone
     * @throws RuntimeException a failure of the database itself, which ends the batch
     */
    boolean isRunIn(SqliteConnection connection, InstantSource clock) {
        long before = connection.changes();
        run(connection, clock);
        return refusal == null || connection.changes() == before;
    }

    /**
     * Runs the work as a part of the batch's transaction. An exception from the work rolls back this part only; a
     * failure of the database itself is rethrown and ends the batch.
     */
    void runGuardedIn(SqliteConnection connection, InstantSource clock) {
        TransactionSql transaction = connection.transaction();
        transaction.savepoint();
        run(connection, clock);
        if (refusal != null) {
            transaction.rollbackTo();
        }
        transaction.release();
    }

    /** Takes the outcome of a work that was run together with others. */
    void decide(Outcome<T> outcome, List<Runnable> actions) {
        result = outcome.isRefused() ? null : outcome.get();
        refusal = outcome.refusal();
        afterCommit = outcome.isRefused() ? List.of() : actions;
    }

    private void run(SqliteConnection connection, InstantSource clock) {
        Tx tx = new Tx(connection.handle(), clock);
        result = null;
        refusal = null;
        afterCommit = List.of();
        try {
            result = work.apply(tx);
            afterCommit = tx.afterCommitActions();
        } catch (Throwable thrown) {
            if (DatabaseFailure.isBehind(thrown)) {
                throw thrown;
            }
            refusal = thrown;
        }
    }

    /** Completes the answer; must follow the commit. */
    void settle() {
        if (refusal == null) {
            answer.complete(result);
        } else {
            answer.completeExceptionally(refusal);
        }
    }

    void refuse(Refusal refusal) {
        answer.completeExceptionally(refusal.problem());
    }

    /** Waits for the answer on the requesting thread, then runs the after-commit actions. */
    T await() {
        T committed;
        try {
            committed = answer.join();
        } catch (CompletionException thrown) {
            throw rethrown(thrown.getCause());
        }
        runAll(afterCommit);
        return committed;
    }

    /** Runs the actions after a commit, which stands even if a cache update or a wake-up fails. */
    static void runAll(List<Runnable> afterCommit) {
        for (Runnable action : afterCommit) {
            try {
                action.run();
            } catch (RuntimeException | Error thrown) {
                HeapExhaustion.check(thrown);
                LOGGER.error("An action after a commit failed", thrown);
            }
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
