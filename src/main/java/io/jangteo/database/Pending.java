package io.jangteo.database;

import io.jangteo.problem.HeapExhaustion;
import io.jangteo.problem.Refusal;
import io.jangteo.schedule.Threads;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A write in the queue, and its outcome. */
final class Pending<T> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Pending.class);

    private final Function<Tx, T> work;
    private final long enqueuedNanos = System.nanoTime();
    private final @Nullable Consumer<Supplier<T>> then;
    private final CountDownLatch settled = new CountDownLatch(1);
    private List<Runnable> afterCommit = List.of();
    private @Nullable Supplier<T> result;
    private @Nullable Throwable refusal;
    private boolean isSettled;

    /** @param then takes the outcome; {@code null} if a thread awaits it */
    Pending(Function<Tx, T> work, @Nullable Consumer<Supplier<T>> then) {
        this.work = work;
        this.then = then;
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
        result = outcome.isRefused() ? null : outcome::get;
        refusal = outcome.refusal();
        afterCommit = outcome.isRefused() ? List.of() : actions;
    }

    private void run(SqliteConnection connection, InstantSource clock) {
        Tx tx = new Tx(connection.handle(), clock);
        result = null;
        refusal = null;
        afterCommit = List.of();
        try {
            T made = work.apply(tx);
            result = () -> made;
            afterCommit = tx.afterCommitActions();
        } catch (Throwable thrown) {
            if (DatabaseFailure.isBehind(thrown)) {
                throw thrown;
            }
            refusal = thrown;
        }
    }

    /** Leaves a refusal as the outcome, whatever came of the work, unless the write is settled. */
    void refuse(Refusal refusal) {
        if (!isSettled) {
            this.refusal = refusal.problem();
        }
    }

    /** Returns true to the first call only, so that a write has one outcome; the writer alone asks. */
    boolean settles() {
        boolean isFirst = !isSettled;
        isSettled = true;
        return isFirst;
    }

    boolean isAwaited() {
        return then == null;
    }

    /** Lets the thread that awaits the outcome continue; must follow the commit, or the refusal. */
    void release() {
        settled.countDown();
    }

    /** Waits for the outcome on the requesting thread. */
    T await() {
        Threads.uninterruptibly(settled::await);
        return outcome();
    }

    /** Hands the outcome on to whoever does not await it; must follow the commit, or the refusal. */
    void handOn() {
        try {
            Objects.requireNonNull(then).accept(this::outcome);
        } catch (RuntimeException | Error thrown) {
            HeapExhaustion.check(thrown);
            LOGGER.error("The outcome of a write was not taken", thrown);
        }
    }

    /** Runs the after-commit actions and returns the result, or throws the refusal. */
    private T outcome() {
        if (refusal instanceof Error error) {
            throw error;
        }
        if (refusal != null) {
            throw refusal instanceof RuntimeException runtime ? runtime : new IllegalStateException(refusal);
        }
        runAll(afterCommit);
        return Objects.requireNonNull(result).get();
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
}
