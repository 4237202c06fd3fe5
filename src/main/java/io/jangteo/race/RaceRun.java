package io.jangteo.race;

import io.jangteo.schedule.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One race, from its start to its verdict, on its own thread. */
final class RaceRun {
    private static final Logger LOGGER = LoggerFactory.getLogger(RaceRun.class);

    private static final Machine MACHINE = Machine.current();
    /** Enough that most of the code of a request is compiled. */
    private static final int WARM_UP_REQUESTS = 2_000;

    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(5);

    /** The prefix of the names of all race threads. */
    static final String THREADS = "jangteo-race-";

    private final long id;
    private final NewRace wanted;
    private final Entrants entrants;
    private final Instant startedAt;
    private final Duration limit;
    private final Supplier<RaceClient> door;
    private final Function<Tally, RaceVerdict> judge;
    private final Consumer<List<Long>> tidy;
    private final Tally tally;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Race result;

    /**
     * @param startedAt the shop's time
     * @param limit the time allowed for all answers together
     * @param judge called once all answers are in
     * @param tidy called after that, with the ids of the orders
     */
    RaceRun(
            long id,
            NewRace wanted,
            Entrants entrants,
            Instant startedAt,
            Duration limit,
            Supplier<RaceClient> door,
            Function<Tally, RaceVerdict> judge,
            Consumer<List<Long>> tidy) {
        this.id = id;
        this.wanted = wanted;
        this.entrants = entrants;
        this.startedAt = startedAt;
        this.limit = limit;
        this.door = door;
        this.judge = judge;
        this.tidy = tidy;
        this.tally = new Tally(entrants.userIds().length);
        this.thread = Threads.daemon(THREADS + id, this::run);
    }

    void start() {
        thread.start();
    }

    boolean isRunning() {
        return result == null;
    }

    /** Ends the race at once; it counts as failed unless it is done. */
    void stop() {
        thread.interrupt();
        Threads.uninterruptibly(thread::join);
    }

    Race report() {
        Race last = result;
        return last == null ? report(Race.Status.RUNNING, null) : last;
    }

    /** Waits for the end, at most for the given time. */
    Race await(Duration patience) throws InterruptedException {
        ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        return report();
    }

    /** Returns the microseconds of each reply so far, the shortest first. */
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
            LOGGER.error("Race {} could not be completed: {}", id, thrown.toString());
        } finally {
            tally.end();
            result = report(verdict == null ? Race.Status.FAILED : Race.Status.DONE, verdict);
            ended.countDown();
        }
    }

    private @Nullable RaceVerdict rush() throws InterruptedException {
        List<Long> orderIds;
        try (RaceClient opened = door.get()) {
            int concurrency = Math.toIntExact(wanted.concurrency());
            if (wanted.warmsUp()) {
                warmUp(opened, concurrency);
            }
            if (!new Rush(opened::ask, entrants.userIds(), concurrency, tally).run(limit)) {
                LOGGER.error("Race {} did not end within {}", id, limit);
                return null;
            }
            orderIds = opened.orderIds();
        }
        tally.end();
        RaceVerdict verdict = judge.apply(tally);
        if (wanted.cleansUp()) {
            tidyUp(orderIds);
        }
        return verdict;
    }

    /** Leaves the rest in the shop if somebody else has used it meanwhile; the verdict stands all the same. */
    private void tidyUp(List<Long> orderIds) {
        try {
            tidy.accept(orderIds);
        } catch (RuntimeException thrown) {
            LOGGER.warn("What race {} created stays in the shop: {}", id, thrown.toString());
        }
    }

    /** Runs what the race will run, without effect and uncounted, so that the server has compiled and opened it. */
    private void warmUp(RaceClient opened, int concurrency) throws InterruptedException {
        Long[] userIds = entrants.userIds();
        Long[] asking = new Long[WARM_UP_REQUESTS];
        Arrays.setAll(asking, place -> userIds[place % userIds.length]);
        new Rush(opened::askDry, asking, concurrency, new Tally(asking.length)).run(WARM_UP_LIMIT);
    }

    private Race report(Race.Status status, @Nullable RaceVerdict verdict) {
        Tally.Count count = tally.count();
        return new Race(
                id,
                Math.toIntExact(wanted.coupons()),
                Math.toIntExact(wanted.users()),
                Math.toIntExact(wanted.concurrency()),
                entrants.kind(),
                entrants.kind() == NewRace.Kind.COUPONS ? entrants.prizeId() : null,
                entrants.kind() == NewRace.Kind.ORDERS ? entrants.prizeId() : null,
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
                Race.Latency.of(sorted(count)),
                count.firstWinners(),
                MACHINE,
                verdict);
    }

    private static long[] sorted(Tally.Count count) {
        long[] micros = count.micros();
        Arrays.sort(micros);
        return micros;
    }
}
