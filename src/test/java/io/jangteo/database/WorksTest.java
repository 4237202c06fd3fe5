package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jangteo.HeldWriter;
import io.jangteo.problem.Refusals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to one batch that wait for the writer at once. */
class WorksTest {
    private static final int BROKEN = -1;
    private static final int REFUSED = -2;

    @TempDir
    Path directory;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final List<List<Integer>> decided = new ArrayList<>();
    private final List<Integer> afterCommit = Collections.synchronizedList(new ArrayList<>());
    private final Batch<Integer, Integer> batch = this::store;
    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(
                directory.resolve("shop.db"), SqliteSettings.defaults(), InstantSource.system(), registry);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void requests_to_one_batch_are_decided_together_in_their_order_whatever_is_between_them() {
        List<CompletableFuture<Integer>> answers = atOnce(
                ask(1),
                () -> database.write(tx -> insert(tx, 100)),
                ask(REFUSED),
                ask(2),
                () -> database.together(this::store, 3),
                () -> database.together(batch, 4));

        assertThat(answers.get(0).join()).isEqualTo(1);
        assertThat(answers.get(1).join()).isEqualTo(100);
        assertThatThrownBy(answers.get(2)::join).hasMessageContaining("NOT_FOUND");
        assertThat(answers.get(3).join()).isEqualTo(2);
        assertThat(answers.get(4).join()).isEqualTo(3);
        assertThat(answers.get(5).join()).isEqualTo(4);
        assertThat(decided).containsExactly(List.of(1, REFUSED, 2, 4), List.of(3));
        assertThat(stored()).containsExactly("1", "100", "2", "3", "4");
        assertThat(afterCommit).as("what a batch asked for is done once").containsExactlyInAnyOrder(4, 1);
    }

    @Test
    void one_that_breaks_the_batch_takes_nobody_with_it() {
        List<CompletableFuture<Integer>> answers = atOnce(ask(1), ask(BROKEN), ask(REFUSED), ask(2));

        assertThat(answers.get(0).join()).isEqualTo(1);
        assertThatThrownBy(answers.get(1)::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(answers.get(2)::join).hasMessageContaining("NOT_FOUND");
        assertThat(answers.get(3).join()).isEqualTo(2);
        assertThat(decided)
                .containsExactly(
                        List.of(1, BROKEN, REFUSED, 2), List.of(1), List.of(BROKEN), List.of(REFUSED), List.of(2));
        // The batch that broke has left nothing: each number is there once.
        assertThat(stored()).containsExactly("1", "2");
        assertThat(afterCommit).containsExactlyInAnyOrder(1, 1);
    }

    /** Asks as a route does, which awaits nothing. */
    private Supplier<Integer> ask(int number) {
        return () -> {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            database.togetherThen(batch, number, outcome -> {
                try {
                    answer.complete(outcome.get());
                } catch (RuntimeException thrown) {
                    answer.completeExceptionally(thrown);
                }
            });
            return answer.join();
        };
    }

    /** Asks in this order, of a writer that takes all of them in one transaction. */
    @SafeVarargs
    private List<CompletableFuture<Integer>> atOnce(Supplier<Integer>... requests) {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (HeldWriter held = new HeldWriter(database)) {
            for (Supplier<Integer> request : requests) {
                answers.add(CompletableFuture.supplyAsync(request, task -> new Thread(task).start()));
                await().until(() -> waiting() == answers.size());
            }
        }
        return answers;
    }

    private double waiting() {
        GaugeSnapshot length = (GaugeSnapshot) registry.scrape(name -> name.equals("jangteo_writer_queue_length"))
                .get(0);
        return length.getDataPoints().get(0).getValue();
    }

    /** Stores the numbers, and breaks only after that. */
    private List<Outcome<Integer>> store(Tx tx, List<Integer> numbers) {
        decided.add(List.copyOf(numbers));
        numbers.stream().filter(number -> number >= 0).forEach(number -> insert(tx, number));
        if (numbers.contains(BROKEN)) {
            throw new IllegalStateException("planted");
        }
        tx.afterCommit(() -> afterCommit.add(numbers.size()));
        return numbers.stream()
                .map(number ->
                        number == REFUSED ? Outcome.<Integer>refused(Refusals.NOT_FOUND.problem()) : Outcome.of(number))
                .toList();
    }

    private static int insert(Tx tx, int number) {
        tx.handle().execute("INSERT INTO setting (name, value) VALUES (?, ?)", "works-" + number, "" + number);
        return number;
    }

    private List<String> stored() {
        return database.read(
                handle -> handle.createQuery("SELECT value FROM setting WHERE name LIKE 'works-%' ORDER BY 1")
                        .mapTo(String.class)
                        .list());
    }
}
