package io.jangteo.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One transaction: its connection, its one moment in time, and what is to happen after its commit. */
public final class Tx {
    private final Handle handle;
    private final Instant now;
    private final List<Runnable> afterCommit;

    Tx(Handle handle, Instant now) {
        this(handle, now, new ArrayList<>(0));
    }

    private Tx(Handle handle, Instant now, List<Runnable> afterCommit) {
        this.handle = handle;
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
        return new Tx(handle, moment, afterCommit);
    }

    /**
     * Runs the action after the commit, on the thread that asked for the transaction and before it is answered; not at
     * all if the transaction does not commit. Caches and wake-ups go here.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Runnable> afterCommitActions() {
        return afterCommit;
    }
}
