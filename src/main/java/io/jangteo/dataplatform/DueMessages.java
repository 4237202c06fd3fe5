package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The messages that are due for one {@link Relay} to send. */
public interface DueMessages {

    /** Returns the due messages of an outbox that no other process delivers from. */
    static DueMessages ofOneProcess(Database database) {
        return new OwnMessages(database);
    }

    /**
     * Returns the due messages of an outbox that several processes deliver from, on PostgreSQL.
     *
     * @param receiptLimit maximum time until the sink gives a receipt
     * @param clock the clock that leases are measured by, or {@code null} for that of the database, which is the same
     *     for all processes
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    static DueMessages ofSeveralProcesses(
            Database database, Duration receiptLimit, @Nullable InstantSource clock, LongSupplier nanoTime) {
        return new LeasedMessages(database, receiptLimit, clock, nanoTime);
    }

    /**
     * Takes messages that were due by the moment, the oldest first; each has to be sent, or nobody sends it for a while.
     *
     * @param underway the ids of messages that this process is sending, which are left out
     */
    List<Message> take(int limit, Instant by, Set<String> underway);

    /** Makes the messages due that failed while the receiver was away and wait for one of their early attempts. */
    void bringForward(Tx tx, List<String> messageIds);

    /** Forgets what was read ahead: other messages may be the first now. */
    default void forget() {}
}
