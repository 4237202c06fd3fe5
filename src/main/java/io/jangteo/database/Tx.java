package io.jangteo.database;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction: its connection, its time, and the actions to run after its commit. */
public final class Tx {
    private final Handle handle;
    private final InstantSource clock;
    private final List<Runnable> afterCommit;
    private @Nullable Instant now;

    Tx(Handle handle, InstantSource clock) {
        this(handle, clock, new ArrayList<>(0));
    }

    private Tx(Handle handle, InstantSource clock, List<Runnable> afterCommit) {
        this.handle = handle;
        this.clock = clock;
        this.afterCommit = afterCommit;
    }

    public Handle handle() {
        return handle;
    }

    /**
     * The time of everything in this transaction, to the millisecond. It is taken when it is first asked for: whoever
     * locks a row before that, gets no time from before the lock, and a row's changes stay in the order of their times.
     */
    public Instant now() {
        Instant known = now;
        if (known == null) {
            known = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            now = known;
        }
        return known;
    }

    /** The same transaction with another time, for loading a shop with a history. */
    public Tx at(Instant moment) {
        return new Tx(handle, InstantSource.fixed(moment), afterCommit);
    }

    /**
     * Runs the action after the commit and before its outcome is known to anyone, on the requesting thread or that of
     * all replies, which it must not hold up; never if the transaction does not commit. Meant for caches and wake-ups.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Runnable> afterCommitActions() {
        return afterCommit;
    }
}
