package io.jangteo.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One transaction: its connection, its time, and the actions to run after its commit. */
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

    /** The time of everything in this transaction, to the millisecond. */
    public Instant now() {
        return now;
    }

    /** The same transaction with another time, for loading a shop with a history. */
    public Tx at(Instant moment) {
        return new Tx(handle, moment, afterCommit);
    }

    /**
     * Runs the action after the commit, on the requesting thread and before {@link Database#write} returns; never if
     * the transaction does not commit. Meant for caches and wake-ups.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Runnable> afterCommitActions() {
        return afterCommit;
    }
}
