package io.jangteo.race;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One race, from its start to its verdict, on a thread of its own. */
final class RaceRun {
    private static final Logger LOGGER = LoggerFactory.getLogger(RaceRun.class);

    private final long id;
    private final NewRace wanted;
    private final Field field;
    private final Instant startedAt;
    private final Duration limit;
    private final Supplier<Door> door;
    private final Function<Tally, RaceVerdict> judge;
    private final Tally tally;
    private final Thread thread;
    private volatile @Nullable Race result;

    /**
     * @param startedAt the shop's time
     * @param limit how long all answers together may take
     * @param judge is asked once all answers are in
     */
    RaceRun(
            long id,
            NewRace wanted,
            Field field,
            Instant startedAt,
            Duration limit,
            Supplier<Door> door,
            Function<Tally, RaceVerdict> judge) {
        this.id = id;
        this.wanted = wanted;
        this.field = field;
        this.startedAt = startedAt;
        this.limit = limit;
        this.door = door;
        this.judge = judge;
        this.tally = new Tally(field.userIds().length);
        this.thread = RaceThreads.named(Long.toString(id)).newThread(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isRunning() {
        return result == null;
    }

    /** Ends it at once; it has failed then, unless it is done already. */
    void stop() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException thrown) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    Race report() {
        Race ended = result;
        return ended == null ? report(RaceStatus.RUNNING, null) : ended;
    }

    /** The micros of each reply so far, the shortest first. */
    long[] sortedMicros() {
        return sorted(tally.count());
    }

    private void run() {
        RaceVerdict verdict = null;
        try {
            verdict = rush();
        } catch (InterruptedException thrown) {
            LOGGER.warn("Race {} was stopped", id);
        } catch (RuntimeException | Error thrown) {
            LOGGER.error("Race {} could not be run: {}", id, thrown.toString());
        } finally {
            tally.end();
            result = report(verdict == null ? RaceStatus.FAILED : RaceStatus.DONE, verdict);
        }
    }

    private @Nullable RaceVerdict rush() throws InterruptedException {
        try (Door opened = door.get()) {
            int concurrency = Math.toIntExact(wanted.concurrency());
            if (!new Rush(opened, field.userIds(), concurrency, tally).run(limit)) {
                LOGGER.error("Race {} was not over within {}", id, limit);
                return null;
            }
        }
        tally.end();
        return judge.apply(tally);
    }

    private Race report(RaceStatus status, @Nullable RaceVerdict verdict) {
        Tally.Count count = tally.count();
        return new Race(
                id,
                Math.toIntExact(wanted.coupons()),
                Math.toIntExact(wanted.users()),
                Math.toIntExact(wanted.concurrency()),
                field.couponId(),
                status,
                startedAt,
                count.elapsedMillis(),
                count.asked(),
                count.answered(),
                count.issued(),
                count.soldOut(),
                count.failed(),
                count.worstFailures(),
                Tally.INTERVAL_MILLIS,
                count.timeline(),
                RaceLatency.of(sorted(count)),
                count.firstWinners(),
                verdict);
    }

    private static long[] sorted(Tally.Count count) {
        long[] micros = count.micros();
        Arrays.sort(micros);
        return micros;
    }
}
