package io.jangteo.database;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The shop's storage. Neither call may be nested in the other or in itself: a method that takes part in a larger change
 * takes that change's {@link Tx}.
 */
public interface Database extends AutoCloseable {

    /**
     * Reads one consistent snapshot of the committed data; never waits for writers.
     *
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} if no connection became free in time or the read took too
     *     long
     */
    <T> T read(Function<Handle, T> work);

    /**
     * Does the same as {@link #read} for one statement, which sees one snapshot by itself, so that SQLite needs no
     * transaction around it.
     *
     * @throws IllegalStateException if the work runs more than one statement
     */
    default <T> T readOne(Function<Handle, T> work) {
        return read(work);
    }

    /**
     * Runs the work with a connection that it need not wait for, if one is free. Each read in it uses that one.
     *
     * @return whether it ran; never where a read waits for a server
     */
    default boolean runIfReadable(Runnable work) {
        return false;
    }

    /**
     * Runs the work in a transaction and returns once it is durably committed. An exception thrown by the work rolls
     * the transaction back and is rethrown here.
     *
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} before any effect if too many writes are waiting or this
     *     one waited too long; {@code STORAGE_FULL} if the disk was full and nothing was written; {@code
     *     OUTCOME_UNKNOWN} if the database failed during the commit
     */
    <T> T write(Function<Tx, T> work);

    /**
     * Does the same as {@link #write}, and hands its outcome on instead of returning it. Where {@link
     * #returnsBeforeCommit}, that happens after the commit, on a thread that all replies share and that must not be
     * held up; otherwise before this returns. A write that is not taken on is refused here, and nothing is handed on.
     *
     * @param then takes the outcome once; its {@code get} returns the result, or throws what {@link #write} throws
     */
    default <T> void writeThen(Function<Tx, T> work, Consumer<Supplier<T>> then) {
        T result = write(work);
        then.accept(() -> result);
    }

    /** Returns whether {@link #writeThen} and {@link #togetherThen} hold no thread until the commit. */
    default boolean returnsBeforeCommit() {
        return false;
    }

    /** Does the same as {@link #write}, for work without a result. */
    default void run(Consumer<Tx> work) {
        write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /**
     * Runs the request together with others that wait for the same batch, and returns once it is durably committed.
     * What it throws is what {@link #write} throws.
     */
    default <Q, R> R together(Batch<Q, R> batch, Q request) {
        return write(new BatchRequest<>(batch, request));
    }

    /** Does the same as {@link #together}, and hands its outcome on as {@link #writeThen} does. */
    default <Q, R> void togetherThen(Batch<Q, R> batch, Q request, Consumer<Supplier<R>> then) {
        R result = together(batch, request);
        then.accept(() -> result);
    }

    /**
     * Runs work that takes many reads. On PostgreSQL all of them see one snapshot: its rows are not numbered in the order
     * of their commits, so that reads of parts cannot be put together by the numbers. On SQLite each read sees its own,
     * since a snapshot held for long would keep its log from being reset.
     */
    default <T> T readMany(Function<Database, T> work) {
        return work.apply(this);
    }

    /**
     * Returns a number that is another one after any commit to the shop: it shows that data may have changed, not which.
     */
    default long changes() {
        throw new IllegalStateException("Only a server's database counts its changes");
    }

    /** Returns the system that holds the data. */
    default Engine engine() {
        return Engine.SQLITE;
    }

    /**
     * Sets the action to run when the outcome of a commit is unknown, so that what is cached without a stamp may be
     * wrong. It must not wait for the database.
     */
    default void onOutcomeUnknown(Runnable action) {}

    /** Runs the action once the storage can no longer be trusted and the process must end. */
    default void onFatal(Runnable action) {}

    @Override
    void close();
}
