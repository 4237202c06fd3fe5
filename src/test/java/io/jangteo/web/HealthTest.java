package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.database.Database;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.database.Tx;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusal;
import io.jangteo.problem.Refusals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    @TempDir
    Path directory;

    private static final Health.Healthy LIVE = new Health.Healthy("UP");
    private static final Health.Ready READY = new Health.Ready("UP", Health.RelayState.RUNNING);

    private final AtomicLong nanoTime = new AtomicLong();
    private volatile boolean relayRuns = true;
    private SqliteDatabase database;
    private Health health;

    @BeforeEach
    void open() {
        database = open("shop.db");
        health = new Health(database, () -> relayRuns);
    }

    @AfterEach
    void close() {
        health.close();
        database.close();
    }

    @Test
    void is_ready_while_the_writer_answers() {
        assertThat(answer("/health/ready")).isEqualTo(READY);
        assertThat(answer("/health/ready")).isEqualTo(READY);
    }

    @Test
    void a_probe_changes_a_row_so_that_something_reaches_the_disk() {
        health = stepped(database);
        assertThat(probes()).isZero();
        for (int probe = 1; probe <= 3; probe++) {
            assertThat(answer("/health/ready")).isEqualTo(READY);
            assertThat(probes()).isEqualTo(probe);
            nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void those_who_ask_within_a_second_share_one_probe() {
        health = stepped(database);
        for (int asked = 0; asked < 10; asked++) {
            assertThat(answer("/health/ready")).isEqualTo(READY);
            nanoTime.addAndGet(Duration.ofMillis(99).toNanos());
        }
        assertThat(probes()).isEqualTo(1);
        nanoTime.addAndGet(Duration.ofMillis(10).toNanos());
        assertThat(answer("/health/ready")).isEqualTo(READY);
        assertThat(probes()).isEqualTo(2);
    }

    @Test
    void a_probe_that_failed_is_shared_too_and_the_next_finds_out_by_itself_that_all_is_well() {
        FullDisk disk = new FullDisk(database);
        health = stepped(disk);
        disk.isFull = true;
        assertRefused(Refusals.STORAGE_FULL);
        disk.isFull = false;
        assertRefused(Refusals.STORAGE_FULL);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(answer("/health/ready")).isEqualTo(READY);
        disk.isFull = true;
        assertThat(answer("/health/ready")).isEqualTo(READY);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertRefused(Refusals.STORAGE_FULL);
    }

    @Test
    void a_relay_that_has_stopped_is_shown_and_the_server_is_ready_all_the_same() {
        relayRuns = false;
        assertThat(answer("/health/ready")).isEqualTo(new Health.Ready("UP", Health.RelayState.STOPPED));
        relayRuns = true;
        assertThat(answer("/health/ready")).isEqualTo(READY);
    }

    @Test
    void is_not_ready_while_the_writer_is_stuck_and_ready_again_afterwards() throws Exception {
        health = new Health(database, () -> relayRuns, Duration.ofMillis(50), nanoTime::get);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> write = CompletableFuture.supplyAsync(() -> database.write(tx -> {
            stuck.countDown();
            await(go);
            return "written";
        }));
        stuck.await();
        assertOverloaded();
        assertOverloaded();
        assertThat(answer("/health/live")).isEqualTo(LIVE);
        go.countDown();
        assertThat(write.get()).isEqualTo("written");
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        Awaitility.await()
                .ignoreExceptionsInstanceOf(Problem.class)
                .untilAsserted(() -> assertThat(answer("/health/ready")).isEqualTo(READY));
    }

    @Test
    void is_not_ready_once_the_database_is_closed() {
        SqliteDatabase other = open("other.db");
        health = new Health(other, () -> relayRuns);
        other.close();
        assertOverloaded();
        assertThat(answer("/health/live")).isEqualTo(LIVE);
    }

    @Test
    void is_not_ready_from_the_moment_it_is_closed() {
        assertThat(answer("/health/ready")).isEqualTo(READY);
        health.close();
        assertOverloaded();
    }

    private SqliteDatabase open(String file) {
        return SqliteDatabase.open(
                directory.resolve(file), SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry());
    }

    private Health stepped(Database probed) {
        return new Health(probed, () -> relayRuns, Duration.ofMinutes(1), nanoTime::get);
    }

    private long probes() {
        return database.read(handle -> handle.createQuery(
                        "SELECT coalesce(sum(value), 0) FROM setting WHERE name = 'readiness-probes'")
                .mapTo(Long.class)
                .one());
    }

    private void assertOverloaded() {
        assertRefused(Refusals.OVERLOADED);
    }

    private void assertRefused(Refusal refusal) {
        assertThatThrownBy(() -> answer("/health/ready"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(refusal));
    }

    /** Neither route reads its request. */
    private Object answer(String path) {
        return health.routes().stream()
                .filter(route -> route.path().equals(path))
                .map(route -> route.handler() instanceof Route.Constant constant
                        ? constant.reply()
                        : ((Route.Read) route.handler()).handle(null))
                .findAny()
                .orElseThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Refuses writes as the database does when the disk is full. */
    private static final class FullDisk implements Database {
        private final Database database;
        private volatile boolean isFull;

        private FullDisk(Database database) {
            this.database = database;
        }

        @Override
        public <T> T read(Function<Handle, T> work) {
            return database.read(work);
        }

        @Override
        public <T> T write(Function<Tx, T> work) {
            if (isFull) {
                throw Refusals.STORAGE_FULL.problem();
            }
            return database.write(work);
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
