package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.schedule.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Deletes old events that were delivered and tell of no order; those of an order are kept as long as the order. */
public final class EventPruning implements Task {
    private static final Duration KEPT = Duration.ofDays(7);

    /** Lets several be deleted together; the exact time of deletion does not matter. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final int BATCH_MAX = 500;

    private final Database database;
    private final InstantSource clock;

    public EventPruning(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "event-pruning";
    }

    @Override
    public Optional<Instant> nextDue() {
        return database.read(EventSql::oldestToDelete)
                .map(oldest -> oldest.plus(KEPT).plus(GRACE));
    }

    @Override
    public void run() {
        Instant until = clock.instant().minus(KEPT);
        int deleted;
        do {
            deleted = database.write(tx -> deleteSome(tx, until));
        } while (deleted == BATCH_MAX);
    }

    private static int deleteSome(Tx tx, Instant until) {
        List<Long> old = EventSql.lockOld(tx.handle(), until, BATCH_MAX);
        if (!old.isEmpty()) {
            old.forEach(id -> EventSql.delete(tx.handle(), id));
            EventSql.keepDeletedTo(tx.handle(), Collections.max(old));
        }
        return old.size();
    }
}
