package io.jangteo.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** One transaction: its connection, its one moment in time, and what is to happen after its commit. */
public final class Tx {
    private final Handle handle;
    private final TransactionSql transaction;
    private final Instant now;
    private final List<Runnable> afterCommit;

    Tx(Handle handle, TransactionSql transaction, Instant now) {
        this(handle, transaction, now, new ArrayList<>(0));
    }

    private Tx(Handle handle, TransactionSql transaction, Instant now, List<Runnable> afterCommit) {
        this.handle = handle;
        this.transaction = transaction;
        this.now = now;
        this.afterCommit = afterCommit;
    }

    public Handle handle() {
        return handle;
    }

    /** The moment at which everything in this transaction happens, to the millisecond. */
    public Instant now() {
        return now;
    }

    /** The same transaction, as if it happened at another moment: for loading a shop with a past. */
    public Tx at(Instant moment) {
        return new Tx(handle, transaction, moment, afterCommit);
    }

    /**
     * Runs the action after the commit, on the thread that asked for the transaction and before it is answered; not at
     * all if the transaction does not commit. Caches and wake-ups go here.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Runs a part of the transaction that may fail: what it throws undoes that part alone and is thrown on. */
    public <T> T attempt(Supplier<T> part) {
        int actions = afterCommit.size();
        transaction.savepoint();
        T result;
        try {
            result = part.get();
        } catch (RuntimeException thrown) {
            afterCommit.subList(actions, afterCommit.size()).clear();
            transaction.rollbackTo();
            transaction.release();
            throw thrown;
        }
        transaction.release();
        return result;
    }

    List<Runnable> afterCommitActions() {
        return afterCommit;
    }
}
