package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.cluster.RedisServer;
import io.jangteo.database.Tx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two instances that sell, refund, count and read at the same time. */
@Tag("slow")
@Timeout(300)
class SharedRankingRaceTest {
    private static final Instant NOON = Instant.parse("2026-11-22T03:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final LocalDate YESTERDAY = LocalDate.parse("2026-11-21");
    private static final int ROUNDS = 60;
    private static final int CONTROL_ROUNDS_MAX = 3_000;
    private static final int REFUNDS = 80;
    private static final int HEAD_START_MAX_MICROS = 1_500;

    private static RedisServer redis;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TwoShops shops;

    @BeforeAll
    static void start() {
        redis = RedisServer.open();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        shops.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_refund_on_one_instance_is_seen_by_the_other_whatever_it_was_reading_meanwhile(long seed) throws Exception {
        shops = TwoShops.open(URI.create(redis.address()), NOON);
        assertThat(roundsUntilWrong(new Random(seed), ROUNDS)).isEqualTo(ROUNDS);
    }

    /** The control: deletion after the commit has to be caught by the same play. */
    @Test
    void a_cache_that_is_deleted_after_the_commit_is_caught() throws Exception {
        shops = TwoShops.with((database, stored) -> new DeletedAfterCommit(database, stored, redis), NOON);
        assertThat(roundsUntilWrong(new Random(1), CONTROL_ROUNDS_MAX)).isLessThan(CONTROL_ROUNDS_MAX);
    }

    @Test
    void no_answer_is_older_than_its_question() throws Exception {
        shops = TwoShops.open(URI.create(redis.address()), NOON);
        List<Long> orders = new ArrayList<>();
        for (int i = 0; i < REFUNDS + 1; i++) {
            orders.add(shops.a.sell(DAY, 1, 1));
        }
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Callable<Integer> reader = () -> {
            int wrong = 0;
            while (ended.get() < REFUNDS) {
                int endedBefore = ended.get();
                long units = units(shops.b);
                wrong += units > REFUNDS + 1 - endedBefore || units < REFUNDS + 1 - begun.get() ? 1 : 0;
            }
            return wrong;
        };
        List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
        for (long order : orders.subList(0, REFUNDS)) {
            begun.incrementAndGet();
            shops.a.refund(order);
            ended.incrementAndGet();
        }
        for (Future<Integer> each : readers) {
            assertThat(each.get()).isZero();
        }
        shops.assertExact("after all");
    }

    @Test
    void many_who_ask_both_instances_for_cold_days_have_each_day_computed_once() throws Exception {
        shops = TwoShops.open(URI.create(redis.address()), NOON);
        shops.a.sell(DAY, 1, 2);
        shops.logComputations();
        CyclicBarrier together = new CyclicBarrier(16);
        List<Future<Long>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            RankingShop shop = i % 2 == 0 ? shops.a : shops.b;
            answers.add(threads.submit(() -> {
                together.await();
                return units(shop);
            }));
        }
        for (Future<Long> answer : answers) {
            assertThat(answer.get()).isEqualTo(2);
        }
        assertThat(shops.computations()).isEqualTo(Map.of(DAY.minusDays(1), 1L, DAY, 1L, YESTERDAY, 1L));
    }

    @Test
    void two_schedules_at_midnight_compute_each_day_once() throws Exception {
        shops = TwoShops.open(URI.create(redis.address()), Instant.parse("2026-11-20T14:59:58Z"));
        shops.a.ranking.job().run();
        shops.logComputations();
        // Two seconds apart, as clocks may be.
        shops.b.clock.step(Duration.ofSeconds(2));
        for (int day = 0; day < 5; day++) {
            LocalDate today = shops.a.today();
            for (long product = 1; product <= TwoShops.PRODUCTS; product++) {
                shops.a.sell(shops.a.clock.instant(), product, product);
            }
            shops.step(Duration.ofDays(1));
            CyclicBarrier together = new CyclicBarrier(2);
            List<Future<?>> jobs = new ArrayList<>();
            for (RankingShop shop : List.of(shops.a, shops.b)) {
                jobs.add(threads.submit(() -> {
                    together.await();
                    shop.clock.step(Duration.ofSeconds(10));
                    shop.ranking.job().run();
                    return true;
                }));
            }
            for (Future<?> job : jobs) {
                job.get();
            }
            assertThat(shops.a.isComputed(today)).isTrue();
            shops.assertExact("day " + day);
        }
        // The day on which it began had not ended when it was first looked at.
        assertThat(shops.computations())
                .hasSize(6)
                .allSatisfy((day, times) -> assertThat(times).isOne());
    }

    @Test
    void a_payment_that_commits_after_the_count_began_is_waited_for() throws Exception {
        shops = TwoShops.open(null, NOON);
        CountDownLatch added = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Void> payment = CompletableFuture.runAsync(
                () -> shops.a.database.run(tx -> {
                    insertPaid(tx, 3);
                    shops.a.sales.add(tx, YESTERDAY, Map.of(1L, 3L));
                    added.countDown();
                    awaitLatch(mayCommit);
                }),
                threads);
        awaitLatch(added);
        CompletableFuture<Void> count = CompletableFuture.runAsync(shops.b.ranking.job()::run, threads);
        await().until(this::somebodyWaitsForALock);
        assertThat(count).isNotDone();
        mayCommit.countDown();
        payment.get();
        count.get();
        assertThat(shops.b.stored(YESTERDAY)).isEqualTo(Map.of(1L, 3L));
        shops.assertExact("after both");
    }

    @Test
    void a_payment_that_finds_its_day_computed_adds_itself() throws Exception {
        shops = TwoShops.open(null, NOON);
        CountDownLatch marked = new CountDownLatch(1);
        CountDownLatch mayAdd = new CountDownLatch(1);
        CompletableFuture<Void> payment = CompletableFuture.runAsync(
                () -> shops.a.database.run(tx -> {
                    insertPaid(tx, 3);
                    marked.countDown();
                    awaitLatch(mayAdd);
                    shops.a.sales.add(tx, YESTERDAY, Map.of(1L, 3L));
                }),
                threads);
        awaitLatch(marked);
        shops.b.ranking.job().run();
        assertThat(shops.b.stored(YESTERDAY)).isEmpty();
        mayAdd.countDown();
        payment.get();
        assertThat(shops.b.stored(YESTERDAY)).isEqualTo(Map.of(1L, 3L));
        shops.assertExact("after both");
    }

    @Test
    void sales_around_midnight_are_counted_once_while_both_schedules_run() throws Exception {
        shops = TwoShops.open(URI.create(redis.address()), Instant.parse("2026-11-22T14:59:00Z"));
        shops.a.ranking.job().run();
        shops.step(Duration.ofSeconds(65));
        Instant beforeMidnight = Instant.parse("2026-11-22T14:59:59.999Z");
        List<Future<?>> all = new ArrayList<>();
        for (RankingShop shop : List.of(shops.a, shops.b)) {
            for (int seller = 0; seller < 2; seller++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        shop.sell(beforeMidnight, 1, 1);
                    }
                }));
            }
            all.add(threads.submit(shop.ranking.job()::run));
        }
        for (Future<?> each : all) {
            each.get();
        }
        assertThat(shops.a.stored(TODAY)).isEqualTo(Map.of(1L, 100L));
        shops.assertExact("after all");
    }

    @Test
    void names_and_prices_that_one_instance_changes_are_seen_on_the_other_at_once() {
        shops = TwoShops.open(URI.create(redis.address()), NOON);
        shops.a.sell(DAY, 1, 2);
        assertThat(names(shops.b)).containsExactly("product");
        for (int i = 0; i < 20; i++) {
            shops.a.rename(1, "name " + i);
            assertThat(names(shops.b)).containsExactly("name " + i);
            shops.b.rename(1, "other " + i);
            assertThat(names(shops.a)).containsExactly("other " + i);
        }
    }

    /** Plays rounds of a refund on one instance during a cold read on the other; returns how many were right. */
    private int roundsUntilWrong(Random random, int rounds) throws Exception {
        List<Long> orders = new ArrayList<>();
        shops.a.compute(DAY);
        for (int round = 0; round < rounds; round++) {
            if (orders.isEmpty()) {
                for (int i = 0; i < 100; i++) {
                    orders.add(shops.a.sell(DAY, 1, 1));
                }
                shops.a.sell(DAY, 1, 1);
            }
            redis.flush();
            long order = orders.remove(orders.size() - 1);
            int headStartMicros = random.nextInt(HEAD_START_MAX_MICROS);
            boolean readerFirst = random.nextBoolean();
            CyclicBarrier together = new CyclicBarrier(2);
            Future<?> reader = threads.submit(() -> {
                together.await();
                LockSupport.parkNanos(readerFirst ? 0 : TimeUnit.MICROSECONDS.toNanos(headStartMicros));
                return units(shops.b);
            });
            together.await();
            LockSupport.parkNanos(readerFirst ? TimeUnit.MICROSECONDS.toNanos(headStartMicros) : 0);
            shops.a.refund(order);
            reader.get();
            long counted = shops.a.recount(DAY).get(1L);
            if (units(shops.a) != counted || units(shops.b) != counted) {
                return round;
            }
        }
        return rounds;
    }

    private boolean somebodyWaitsForALock() {
        return shops.a.database.read(handle -> handle.select("SELECT count(*) FROM pg_locks WHERE NOT granted")
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    private void insertPaid(Tx tx, long units) {
        shops.a.insertPaid(tx.handle(), shops.a.noon(YESTERDAY), 1, units);
    }

    private static long units(RankingShop shop) {
        return shop.ranking.popular().products().get(0).units();
    }

    private static List<String> names(RankingShop shop) {
        return shop.ranking.popular().products().stream()
                .map(PopularProducts.RankedProduct::name)
                .toList();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody let this go");
            }
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
