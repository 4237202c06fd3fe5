package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NextReadTest {
    private static final int ASKING = 8;
    private static final int QUESTIONS = 20_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final Semaphore maySee = new Semaphore(0);
    private final Semaphore mayAnswer = new Semaphore(0);

    /** Looks, then answers, each when it may. */
    private final NextRead<String, Long> reading = new NextRead<>(question -> {
        reads.incrementAndGet();
        maySee.acquireUninterruptibly();
        long seen = committed.get();
        mayAnswer.acquireUninterruptibly();
        return seen;
    });

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_question_that_arrives_during_a_read_is_answered_by_the_next() throws Exception {
        CompletableFuture<Long> first = ask("day");
        maySee.release();
        await().until(() -> maySee.availablePermits() == 0 && mayAnswer.hasQueuedThreads());
        committed.set(1);
        CompletableFuture<Long> second = ask("day");
        maySee.release();
        mayAnswer.release(2);
        assertThat(first.get()).isZero();
        assertThat(second.get()).isEqualTo(1);
    }

    @Test
    void all_who_wait_share_one_read() throws Exception {
        CompletableFuture<Long> first = ask("day");
        await().until(maySee::hasQueuedThreads);
        AtomicInteger asking = new AtomicInteger();
        List<CompletableFuture<Long>> others = new ArrayList<>();
        for (int i = 0; i < ASKING; i++) {
            others.add(CompletableFuture.supplyAsync(
                    () -> {
                        asking.incrementAndGet();
                        return reading.of("day");
                    },
                    threads));
        }
        await().until(() -> asking.get() == ASKING);
        maySee.release(ASKING);
        mayAnswer.release(ASKING);
        first.get();
        for (CompletableFuture<Long> other : others) {
            other.get();
        }
        // One more for each who had not quite asked when the second read began; all of them is what this prevents.
        assertThat(reads.get()).isBetween(2, ASKING - 1);
    }

    @Test
    void each_question_has_its_own_answer() {
        NextRead<String, String> echo = new NextRead<>(question -> question);
        assertThat(echo.of("a")).isEqualTo("a");
        assertThat(echo.of("b")).isEqualTo("b");
    }

    @Test
    void a_failed_read_fails_those_who_share_it_and_no_others() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        NextRead<String, String> failing = new NextRead<>(question -> {
            maySee.acquireUninterruptibly();
            if (tried.incrementAndGet() <= 2) {
                throw new IllegalStateException("no");
            }
            return "yes";
        });
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> failing.of("day"), threads);
        await().until(maySee::hasQueuedThreads);
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> failing.of("day"), threads);
        maySee.release(3);
        assertThatThrownBy(first::get).hasRootCauseMessage("no");
        assertThatThrownBy(second::get).hasRootCauseMessage("no");
        assertThat(failing.of("day")).isEqualTo("yes");
    }

    /** A question is never answered with what was true only before it. */
    @Test
    void in_a_crowd_every_answer_is_at_least_as_new_as_its_question() {
        NextRead<String, Long> newest = new NextRead<>(question -> {
            long seen = committed.get();
            Thread.yield();
            return seen;
        });
        Phaser together = new Phaser(ASKING);
        List<CompletableFuture<Integer>> crowd = new ArrayList<>();
        for (int i = 0; i < ASKING; i++) {
            crowd.add(CompletableFuture.supplyAsync(
                    () -> {
                        together.arriveAndAwaitAdvance();
                        int tooOld = 0;
                        for (int asked = 0; asked < QUESTIONS; asked++) {
                            long known = committed.incrementAndGet();
                            tooOld += newest.of("day") < known ? 1 : 0;
                        }
                        return tooOld;
                    },
                    threads));
        }
        assertThat(crowd).allSatisfy(each -> assertThat(each.get()).isZero());
    }

    private CompletableFuture<Long> ask(String question) {
        return CompletableFuture.supplyAsync(() -> reading.of(question), threads);
    }
}
