package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The due messages of an outbox that several processes share: the oldest first, read ahead. Whoever takes a message
 * leases it: it is due again only after the lease, and its taker's attempt is over before that. So no two send it at the
 * same time, and what a process leaves behind when it dies is sent by another. A receipt of a lease that has ended
 * records no failure.
 *
 * <p>Leases no more than can be sent at once: what waited here, another process could have sent.
 */
final class LeasedMessages implements DueMessages {
    /** What took longer to be leased is not sent: its attempt might outlast the lease. */
    static final Duration TAKING_MAX = Duration.ofSeconds(15);

    /** Between the end of an attempt and the end of its lease. */
    private static final Duration SPARE = Duration.ofSeconds(5);

    /** Longer than any process leases a message: none waits longer than two minutes for a receipt. */
    static final Duration LEASE_MAX = Duration.ofMinutes(3);

    /** Maximum number of messages per query: a query of a long outbox is slow. */
    private static final int FETCHED_MAX = 256;

    private final Database database;
    private final Duration lease;
    private final @Nullable InstantSource clock;
    private final LongSupplier nanoTime;

    /** The ids of messages that were due when they were read; others may have leased them since. */
    private final Deque<String> fetched = new ArrayDeque<>();

    LeasedMessages(Database database, Duration receiptLimit, @Nullable InstantSource clock, LongSupplier nanoTime) {
        this.database = database;
        this.lease = lease(receiptLimit);
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Returns how long a message is leased whose attempt may take that long. */
    static Duration lease(Duration receiptLimit) {
        return TAKING_MAX.plus(receiptLimit).plus(SPARE);
    }

    @Override
    public List<Message> take(int limit, Instant by, Set<String> underway) {
        if (fetched.isEmpty()) {
            int fetchedMax = FETCHED_MAX + underway.size();
            fetched.addAll(database.read(handle -> LeaseSql.due(handle, by, fetchedMax)));
        }
        fetched.removeAll(underway);
        if (fetched.isEmpty()) {
            return List.of();
        }
        long sinceNanos = nanoTime.getAsLong();
        List<Message> leased =
                database.write(tx -> LeaseSql.lease(tx.handle(), fetched, limit, by, lease, timeOrNull()));
        boolean inTime = nanoTime.getAsLong() - sinceNanos <= TAKING_MAX.toNanos();
        forgetThrough(leased, limit);
        return inTime ? leased : List.of();
    }

    /** Leaves out what is due soon anyway: it may be leased to another process. */
    @Override
    public void bringForward(Tx tx, List<String> messageIds) {
        if (!messageIds.isEmpty()) {
            LeaseSql.bringForward(tx.handle(), messageIds, Outage.EARLY_ATTEMPTS_MAX, LEASE_MAX, timeOrNull());
        }
    }

    @Override
    public void forget() {
        fetched.clear();
    }

    /** Forgets what was leased and what stood before it, which others have. */
    private void forgetThrough(List<Message> leased, int limit) {
        if (leased.size() < limit) {
            fetched.clear();
            return;
        }
        String last = leased.get(leased.size() - 1).id();
        while (!fetched.remove().equals(last)) {
            // Leased by another process.
        }
    }

    private @Nullable Instant timeOrNull() {
        return clock == null ? null : clock.instant();
    }
}
