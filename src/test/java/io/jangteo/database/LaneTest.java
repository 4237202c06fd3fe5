package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.Engines;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.problem.Refusals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that share a transaction on PostgreSQL. */
@Tag("slow")
class LaneTest {
    private static final int BROKEN = -1;
    private static final int REFUSED = -2;

    private final String url = PostgresServer.shared().newDatabase();
    private final CountDownLatch mayBegin = new CountDownLatch(1);
    private final List<Integer> sizes = new ArrayList<>();
    private Database database;

    @BeforeEach
    void open() {
        database = Engines.openPostgres(url, InstantSource.system(), new PrometheusRegistry());
    }

    @AfterEach
    void close() {
        database.close();
        PostgresServer.shared().dropDatabase(url);
    }

    @Test
    void one_that_is_refused_and_one_that_breaks_the_batch_take_nobody_with_them() {
        Batch<Integer, Integer> batch = this::store;
        CompletableFuture<Integer> first = ask(batch, 0);
        List<CompletableFuture<Integer>> others =
                IntStream.rangeClosed(1, 8).mapToObj(i -> ask(batch, i)).toList();
        CompletableFuture<Integer> refused = ask(batch, REFUSED);
        CompletableFuture<Integer> broken = ask(batch, BROKEN);
        mayBegin.countDown();

        assertThat(first.join()).isZero();
        assertThat(others.stream().map(CompletableFuture::join)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThatThrownBy(refused::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(broken::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(sizes).as("some were asked together").anyMatch(size -> size > 1);
        // A batch that broke has left nothing: each number is there once.
        assertThat(stored()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
    }

    private CompletableFuture<Integer> ask(Batch<Integer, Integer> batch, int number) {
        return CompletableFuture.supplyAsync(() -> database.together(batch, number), task -> new Thread(task).start());
    }

    /** Stores the numbers, and breaks only after that. */
    private List<Outcome<Integer>> store(Tx tx, List<Integer> numbers) {
        try {
            assertThat(mayBegin.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException thrown) {
            throw new AssertionError(thrown);
        }
        sizes.add(numbers.size());
        numbers.stream().filter(number -> number >= 0).forEach(number -> insert(tx, number));
        if (numbers.contains(BROKEN)) {
            throw new IllegalStateException("planted");
        }
        return numbers.stream()
                .map(number ->
                        number == REFUSED ? Outcome.<Integer>refused(Refusals.NOT_FOUND.problem()) : Outcome.of(number))
                .toList();
    }

    private static void insert(Tx tx, int number) {
        tx.handle().execute("INSERT INTO setting (name, value) VALUES (?, ?)", "lane-" + number, "" + number);
    }

    private List<String> stored() {
        return database.read(
                handle -> handle.createQuery("SELECT value FROM setting WHERE name LIKE 'lane-%' ORDER BY 1")
                        .mapTo(String.class)
                        .list());
    }
}
