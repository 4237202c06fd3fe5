package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes whose outcome nobody awaits, and reads of one statement. */
class RepliesTest {
    private static final int QUEUE_MAX = 3;

    @TempDir
    Path directory;

    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(
                directory.resolve("jangteo.db"),
                new SqliteSettings(256, QUEUE_MAX, Duration.ofSeconds(30), 1, Duration.ofSeconds(30), false),
                InstantSource.system(),
                new PrometheusRegistry());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_outcome_is_handed_on_after_its_commit_and_what_follows_that() {
        List<String> order = new CopyOnWriteArrayList<>();
        CompletableFuture<String> seen = new CompletableFuture<>();
        database.writeThen(
                tx -> {
                    tx.afterCommit(() -> order.add("after the commit: " + value("a")));
                    return put(tx, "a", "1");
                },
                outcome -> {
                    order.add("rows: " + outcome.get());
                    seen.complete(Thread.currentThread().getName());
                });
        assertThat(seen.join()).startsWith("jangteo-replies-");
        assertThat(order).containsExactly("after the commit: 1", "rows: 1");
    }

    @Test
    void a_refusal_is_handed_on_as_it_was_thrown_and_the_next_write_is_done() {
        CompletableFuture<Supplier<Integer>> refused = new CompletableFuture<>();
        Problem refusal = Refusals.NOT_FOUND.problem();
        database.writeThen(
                tx -> {
                    put(tx, "a", "1");
                    throw refusal;
                },
                refused::complete);
        assertThatThrownBy(refused.join()::get).isSameAs(refusal);
        assertThat(database.<Integer>write(tx -> put(tx, "b", "1"))).isEqualTo(1);
        assertThat(value("a")).isNull();
    }

    @Test
    void who_takes_an_outcome_and_fails_keeps_no_other_from_its_own() {
        CompletableFuture<Supplier<Integer>> next = new CompletableFuture<>();
        database.writeThen(tx -> put(tx, "a", "1"), outcome -> {
            throw new IllegalStateException("taken badly");
        });
        database.writeThen(tx -> put(tx, "b", "1"), next::complete);
        assertThat(next.join().get()).isEqualTo(1);
    }

    @Test
    void a_full_queue_refuses_a_write_at_once_and_hands_nothing_on() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<Supplier<Integer>> first = new CompletableFuture<>();
        database.writeThen(
                tx -> {
                    begun.countDown();
                    await(released);
                    return 0;
                },
                first::complete);
        begun.await();
        List<CompletableFuture<Supplier<Integer>>> waiting = IntStream.range(0, QUEUE_MAX)
                .mapToObj(i -> new CompletableFuture<Supplier<Integer>>())
                .toList();
        waiting.forEach(each -> database.writeThen(tx -> 1, each::complete));
        CompletableFuture<Supplier<Integer>> tooMany = new CompletableFuture<>();
        assertThatThrownBy(() -> database.writeThen(tx -> put(tx, "a", "1"), tooMany::complete))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(Refusals.OVERLOADED));
        released.countDown();
        assertThat(waiting).allSatisfy(each -> assertThat(each.join().get()).isEqualTo(1));
        database.close();
        assertThat(tooMany).isNotDone();
    }

    @Test
    void all_outcomes_are_handed_on_before_the_database_is_closed() {
        List<CompletableFuture<Supplier<Integer>>> writes = IntStream.range(0, QUEUE_MAX)
                .mapToObj(i -> new CompletableFuture<Supplier<Integer>>())
                .toList();
        writes.forEach(each -> database.writeThen(tx -> 1, each::complete));
        database.close();
        assertThat(writes).allMatch(CompletableFuture::isDone);
    }

    @Test
    void a_read_of_one_statement_runs_one() {
        database.write(tx -> put(tx, "a", "1"));
        assertThat(database.<String>readOne(handle -> get(handle, "a"))).isEqualTo("1");
        assertThatThrownBy(() -> database.readOne(handle -> get(handle, "a") + get(handle, "b")))
                .isInstanceOf(IllegalStateException.class);
        Problem refusal = Refusals.NOT_FOUND.problem();
        assertThatThrownBy(() -> database.readOne(handle -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        // The same connection, the only one, has no transaction left open.
        database.write(tx -> put(tx, "a", "2"));
        assertThat(value("a")).isEqualTo("2");
    }

    private static int put(Tx tx, String name, String value) {
        return Sql.of(tx.handle(), "INSERT OR REPLACE INTO setting (name, value) VALUES (:name, :value)")
                .with("name", name, "value", value)
                .update();
    }

    private String value(String name) {
        return database.read(handle -> get(handle, name));
    }

    private static String get(Handle handle, String name) {
        return Sql.of(handle, "SELECT value FROM setting WHERE name = :name", "name", name)
                .findOne(row -> row.getString(1))
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
