package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {

    @TempDir
    Path directory;

    private PrometheusRegistry registry;
    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = open(SqliteSettings.defaults());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_log_of_a_temporary_database_is_not_moved_into_it_at_the_end() throws Exception {
        Path file = directory.resolve("temporary.db");
        SqliteSettings settings = new SqliteSettings(256, 10, Duration.ofSeconds(3), 1, Duration.ofSeconds(30), true);
        SqliteDatabase temporary =
                SqliteDatabase.open(file, settings, InstantSource.system(), new PrometheusRegistry());
        temporary.write(tx -> put(tx, "a", "1"));
        temporary.close();
        assertThat(file).doesNotExist();
        assertThat(Files.size(WriteAheadLog.of(file))).isPositive();
    }

    @Test
    void what_is_written_is_read_again_after_a_restart() {
        database.write(tx -> put(tx, "a", "1"));
        database.close();
        database = open(SqliteSettings.defaults());
        assertThat(get("a")).isEqualTo("1");
    }

    @Test
    void a_refused_part_leaves_nothing_and_the_others_of_the_batch_commit() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                () -> database.write(tx -> {
                    blocked.countDown();
                    await(go);
                    return put(tx, "first", "1");
                }),
                threads);
        blocked.await();
        List<CompletableFuture<Integer>> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "n" + i;
            boolean refuse = i % 2 == 0;
            others.add(CompletableFuture.supplyAsync(
                    () -> database.write(tx -> {
                        put(tx, name, "1");
                        if (refuse) {
                            throw Refusals.FORBIDDEN.problem();
                        }
                        return 1;
                    }),
                    threads));
        }
        go.countDown();
        first.get();
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Integer> other = others.get(i);
            if (i % 2 == 0) {
                assertThatThrownBy(other::get).hasCauseInstanceOf(Problem.class);
            } else {
                assertThat(other.get()).isEqualTo(1);
            }
            assertThat(get("n" + i)).isEqualTo(i % 2 == 0 ? null : "1");
        }
        threads.shutdown();
    }

    @Test
    void a_broken_constraint_fails_only_its_own_request() {
        database.write(tx -> put(tx, "a", "1"));
        assertThatThrownBy(() -> database.write(tx -> put(tx, "a", "2"))).hasMessageContaining("UNIQUE");
        database.write(tx -> put(tx, "b", "1"));
        assertThat(get("a")).isEqualTo("1");
        assertThat(get("b")).isEqualTo("1");
    }

    @Test
    void a_failure_of_the_database_answers_outcome_unknown_and_the_writer_goes_on() {
        assertThatThrownBy(() -> database.write(tx -> {
                    put(tx, "half", "1");
                    return tx.handle().createUpdate("this is not SQL").execute();
                }))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(Refusals.OUTCOME_UNKNOWN));
        assertThat(get("half")).isNull();
        database.write(tx -> put(tx, "next", "1"));
        assertThat(get("next")).isEqualTo("1");
    }

    @Test
    void transactions_do_not_nest() {
        assertThatThrownBy(() -> database.write(tx -> database.write(inner -> 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.write(tx -> database.read(inner -> 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.read(handle -> database.write(inner -> 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.read(handle -> database.read(inner -> 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_read_sees_one_snapshot_while_others_write() {
        database.write(tx -> put(tx, "a", "1"));
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        CompletableFuture<List<String>> seen = CompletableFuture.supplyAsync(() -> database.read(handle -> {
            String before = get(handle, "a");
            read.countDown();
            await(written);
            return List.of(before, get(handle, "a"));
        }));
        await(read);
        database.write(tx -> tx.handle()
                .createUpdate("UPDATE setting SET value = '2' WHERE name = 'a'")
                .execute());
        written.countDown();
        assertThat(seen.join()).containsExactly("1", "1");
        assertThat(get("a")).isEqualTo("2");
    }

    @Test
    void more_waiting_writes_than_the_queue_holds_are_refused_before_any_effect() throws Exception {
        database.close();
        database = open(new SqliteSettings(256, 2, Duration.ofSeconds(30), 1, Duration.ofSeconds(30), false));
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        threads.submit(() -> database.write(tx -> {
            blocked.countDown();
            await(go);
            return 1;
        }));
        blocked.await();
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String name = "n" + i;
            writes.add(CompletableFuture.supplyAsync(() -> database.write(tx -> put(tx, name, "1")), threads));
        }
        long refused = 0;
        Awaitility.await()
                .until(() -> writes.stream()
                                .filter(CompletableFuture::isCompletedExceptionally)
                                .count()
                        == 3);
        go.countDown();
        for (int i = 0; i < 5; i++) {
            boolean overloaded =
                    writes.get(i).handle((ok, thrown) -> thrown != null).get();
            refused += overloaded ? 1 : 0;
            assertThat(get("n" + i)).isEqualTo(overloaded ? null : "1");
        }
        assertThat(refused).isEqualTo(3);
        threads.shutdown();
    }

    @Test
    void a_write_that_waited_too_long_is_refused_before_any_effect() throws Exception {
        database.close();
        Duration queueWait = Duration.ofMillis(1);
        database = open(new SqliteSettings(256, 10, queueWait, 1, Duration.ofSeconds(30), false));
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        threads.submit(() -> writeInTime(tx -> {
            blocked.countDown();
            await(go);
            return 1;
        }));
        blocked.await();
        CompletableFuture<Integer> late =
                CompletableFuture.supplyAsync(() -> database.write(tx -> put(tx, "late", "1")), threads);
        Awaitility.await().until(() -> waiting() == 1);
        long waited = System.nanoTime();
        Awaitility.await().until(() -> System.nanoTime() - waited > queueWait.toNanos());
        go.countDown();
        assertThatThrownBy(late::get).hasCauseInstanceOf(Problem.class);
        database.close();
        database = open(SqliteSettings.defaults());
        assertThat(get("late")).isNull();
        threads.shutdown();
    }

    @Test
    void a_read_over_its_time_is_stopped_and_the_next_one_works() {
        database.close();
        // Long enough for the next read, which takes almost no time, even on a busy machine.
        database = open(new SqliteSettings(256, 10, Duration.ofSeconds(3), 1, Duration.ofSeconds(1), false));
        assertThatThrownBy(() -> database.read(
                        handle -> handle.createQuery("""
                                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                                SELECT count(*) FROM n
                                """).mapTo(Long.class).one()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(Refusals.OVERLOADED));
        assertThat(get("a")).isNull();
    }

    @Test
    void an_action_after_the_commit_that_fails_in_any_way_fails_neither_the_commit_nor_the_others() {
        List<String> ran = new ArrayList<>();
        String answer = database.write(tx -> {
            tx.afterCommit(() -> {
                throw new InternalError("unable to create native thread");
            });
            tx.afterCommit(() -> {
                throw new IllegalStateException("a cache");
            });
            tx.afterCommit(() -> ran.add("the third"));
            return "committed";
        });
        assertThat(answer).isEqualTo("committed");
        assertThat(ran).containsExactly("the third");
    }

    @Test
    void actions_after_the_commit_run_only_if_it_commits() {
        List<String> ran = new ArrayList<>();
        database.write(tx -> {
            tx.afterCommit(() -> ran.add(Thread.currentThread().getName()));
            return null;
        });
        assertThatThrownBy(() -> database.write(tx -> {
            tx.afterCommit(() -> ran.add("refused"));
            throw Refusals.FORBIDDEN.problem();
        }));
        assertThat(ran).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void a_closed_database_refuses_and_leaves_no_log_behind() {
        database.write(tx -> put(tx, "a", "1"));
        database.close();
        assertThatThrownBy(() -> database.write(tx -> put(tx, "b", "1"))).isInstanceOf(Problem.class);
        assertThat(directory.resolve("jangteo.db-wal")).doesNotExist();
        database = open(SqliteSettings.defaults());
        assertThat(get("a")).isEqualTo("1");
    }

    @Test
    void a_database_of_a_newer_version_is_refused() {
        database.write(tx -> tx.handle()
                .createUpdate("INSERT INTO schema_migration VALUES (999, '0999-future.sql', 'x', 0)")
                .execute());
        database.close();
        assertThatThrownBy(() -> open(SqliteSettings.defaults()))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("newer");
        SqliteConnection connection = SqliteConnection.forWriting(directory.resolve("jangteo.db"));
        connection
                .handle()
                .createUpdate("DELETE FROM schema_migration WHERE version = 999")
                .execute();
        connection.close();
        database = open(SqliteSettings.defaults());
    }

    @Test
    void the_schema_itself_refuses_a_balance_above_the_limit() {
        assertThatThrownBy(() -> database.write(tx -> tx.handle()
                        .createUpdate("INSERT INTO shop_user (name, point, point_max, created_at) "
                                + "VALUES ('a', 1000001, 1000000, 0)")
                        .execute()))
                .hasMessageContaining("balance_within_limits");
    }

    private SqliteDatabase open(SqliteSettings settings) {
        registry = new PrometheusRegistry();
        return SqliteDatabase.open(directory.resolve("jangteo.db"), settings, InstantSource.system(), registry);
    }

    /** Retries the write until it did not wait too long. */
    private <T> T writeInTime(Function<Tx, T> work) {
        while (true) {
            try {
                return database.write(work);
            } catch (Problem overloaded) {
                assertThat(overloaded.refusal()).isEqualTo(Refusals.OVERLOADED);
            }
        }
    }

    private double waiting() {
        return registry.scrape("jangteo_writer_queue_length"::equals).stream()
                .flatMap(metric -> ((GaugeSnapshot) metric).getDataPoints().stream())
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .sum();
    }

    private static int put(Tx tx, String name, String value) {
        return tx.handle()
                .createUpdate("INSERT INTO setting (name, value) VALUES (:name, :value)")
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    private String get(String name) {
        return database.read(handle -> get(handle, name));
    }

    private static String get(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
