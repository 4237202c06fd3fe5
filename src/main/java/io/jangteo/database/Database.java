package io.jangteo.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Where the shop is kept. Neither call may be nested in the other or in itself: a verb that takes part in a larger
 * change takes that change's {@link Tx}.
 */
public interface Database extends AutoCloseable {

    /**
     * Reads one consistent snapshot of what is committed; never waits for writers.
     *
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} if no connection became free in time or the read took too
     *     long
     */
    <T> T read(Function<Handle, T> work);

    /**
     * Runs the work in a transaction and returns once it is durably committed. Whatever the work throws rolls it back
     * and is thrown here.
     *
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} before any effect if too many are waiting or the wait was
     *     too long; {@code STORAGE_FULL} if there was no room and nothing was written; {@code OUTCOME_UNKNOWN} if the
     *     database failed while it committed
     */
    <T> T write(Function<Tx, T> work);

    @Override
    void close();
}
