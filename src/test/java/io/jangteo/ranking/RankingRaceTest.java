package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@BothEngines
@Tag("wide")
class RankingRaceTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int READERS = 16;
    private static final int REFUNDS = 100;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private RankingShop shop;

    @BeforeEach
    void open() {
        shop = new RankingShop(directory, "Asia/Seoul", Instant.parse("2026-11-22T03:00:00Z"));
        shop.products(3);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        shop.close();
    }

    @Test
    void of_many_who_ask_for_a_cold_day_at_once_one_loads_it() throws Exception {
        shop.sell(DAY, 1, 2);
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<PopularProducts>> answers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            answers.add(CompletableFuture.supplyAsync(
                    () -> {
                        awaitLatch(start);
                        return shop.ranking.popular();
                    },
                    threads));
        }
        start.countDown();
        for (CompletableFuture<PopularProducts> answer : answers) {
            assertThat(answer.get().products().get(0).units()).isEqualTo(2);
        }
        assertThat(shop.lookups(DayLookup.Source.ORDERS)).isEqualTo(3);
        assertThat(shop.lookups(DayLookup.Source.STATISTICS)).isZero();
        assertThat(shop.lookups(DayLookup.Source.CACHE)).isEqualTo(3 * READERS - 3);
    }

    @Test
    @SqliteOnly("there, each answer begins with a look at the stamps, and no commit waits for a reader")
    void a_refund_that_commits_while_its_day_is_being_loaded_is_seen_by_the_next_reader() throws Exception {
        shop.sell(DAY, 1, 2);
        long refunded = shop.sell(DAY, 1, 3);
        shop.compute(DAY);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        shop.database.afterNextRead(() -> {
            loading.countDown();
            awaitLatch(go);
        });
        CompletableFuture<DayLookup> load = CompletableFuture.supplyAsync(() -> shop.find(DAY), threads);
        awaitLatch(loading);
        CompletableFuture<Void> refund = CompletableFuture.runAsync(() -> shop.refund(refunded), threads);
        await().until(() -> shop.stored(DAY).get(1L) == 2);
        assertThat(refund).isNotDone();
        go.countDown();
        assertThat(load.get().sales().units(1)).isEqualTo(5);
        refund.get();
        assertThat(shop.find(DAY).sales().units(1)).isEqualTo(2);
    }

    @Test
    @SqliteOnly("there, each answer begins with a look at the stamps, and no commit waits for a reader")
    void what_is_loaded_while_the_shop_is_replaced_is_forgotten_too() throws Exception {
        shop.sell(DAY, 1, 2);
        shop.compute(DAY);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        shop.database.afterNextRead(() -> {
            loading.countDown();
            awaitLatch(go);
        });
        CompletableFuture<DayLookup> load = CompletableFuture.supplyAsync(() -> shop.find(DAY), threads);
        awaitLatch(loading);
        shop.database.write(tx -> tx.handle().execute("UPDATE daily_sales SET units = 9"));
        shop.ranking.forget();
        go.countDown();
        assertThat(load.get().sales().units(1)).isEqualTo(2);
        assertThat(shop.find(DAY).sales().units(1)).isEqualTo(9);
    }

    @Test
    void readers_never_see_units_come_back_while_orders_are_refunded() throws Exception {
        List<Long> orders = new ArrayList<>();
        for (int i = 0; i < REFUNDS; i++) {
            orders.add(shop.sell(DAY, 1, 1));
        }
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(CompletableFuture.supplyAsync(() -> onlyFalls(done), threads));
        }
        for (long order : orders.subList(0, REFUNDS - 1)) {
            shop.refund(order);
            assertThat(shop.ranking.popular().products().get(0).units())
                    .isEqualTo(shop.recount(DAY).get(1L));
        }
        done.set(true);
        for (CompletableFuture<Boolean> reader : readers) {
            assertThat(reader.get()).isTrue();
        }
        assertThat(shop.stored(DAY)).isEqualTo(shop.recount(DAY));
    }

    private boolean onlyFalls(AtomicBoolean done) {
        long before = REFUNDS;
        while (!done.get()) {
            long now = shop.ranking.popular().products().get(0).units();
            if (now > before) {
                return false;
            }
            before = now;
        }
        return true;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let this go");
            }
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
