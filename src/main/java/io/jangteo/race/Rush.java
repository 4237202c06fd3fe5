package io.jangteo.race;

import io.jangteo.schedule.Threads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets the users of a race ask, a bounded number at a time; the first of them start together. */
final class Rush {
    private final Door door;
    private final Long[] userIds;
    private final int threads;
    private final Tally tally;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch ready;
    private final CountDownLatch gate = new CountDownLatch(1);

    /** How a user asks. */
    @FunctionalInterface
    interface Door {
        RaceReply ask(long userId) throws InterruptedException;
    }

    Rush(Door door, Long[] userIds, int concurrency, Tally tally) {
        this.door = door;
        this.userIds = userIds;
        this.threads = Math.min(concurrency, userIds.length);
        this.tally = tally;
        this.ready = new CountDownLatch(threads);
    }

    /**
     * Returns when all have their answers, or at the limit; leaves no thread running, whatever happens.
     *
     * @return whether all have their answers
     */
    boolean run(Duration limit) throws InterruptedException {
        ExecutorService racers = Executors.newFixedThreadPool(threads, Threads.daemons(RaceRun.THREADS + "user-"));
        try {
            for (int i = 0; i < threads; i++) {
                racers.execute(this::race);
            }
            racers.shutdown();
            ready.await();
            tally.start();
            gate.countDown();
            return racers.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            racers.shutdownNow();
            // They were interrupted, which ends whatever they wait for.
            Threads.uninterruptibly(() -> racers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
        }
    }

    private void race() {
        ready.countDown();
        try {
            gate.await();
            for (int place = next.getAndIncrement(); place < userIds.length; place = next.getAndIncrement()) {
                tally.ask();
                tally.add(door.ask(userIds[place]));
            }
        } catch (InterruptedException stopped) {
            // The race is over without this user's answer.
        }
    }
}
