package io.jangteo.idempotency;

import io.jangteo.database.Database;
import io.jangteo.schedule.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Deletes kept replies that have reached their minimum age. */
public final class KeyPruning implements Task {
    /** Lets several replies be deleted together; the exact time of deletion does not matter. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final int BATCH_MAX = 1000;

    private final Database database;
    private final InstantSource clock;
    private final Duration timeToLive;

    /** @param timeToLive minimum time for which a reply is kept */
    public KeyPruning(Database database, InstantSource clock, Duration timeToLive) {
        this.database = database;
        this.clock = clock;
        this.timeToLive = timeToLive;
    }

    @Override
    public String name() {
        return "key-pruning";
    }

    @Override
    public Optional<Instant> nextDue() {
        return database.read(IdempotencySql::oldest)
                .map(oldest -> oldest.plus(timeToLive).plus(GRACE));
    }

    @Override
    public void run() {
        Instant until = clock.instant().minus(timeToLive);
        int deleted;
        do {
            deleted = database.write(tx -> IdempotencySql.deleteUntil(tx.handle(), until, BATCH_MAX));
        } while (deleted == BATCH_MAX);
    }
}
