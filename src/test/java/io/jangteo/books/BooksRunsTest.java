package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets which run of the books, and for how long. */
class BooksRunsTest extends BooksOfAShop {
    private static final BooksProgress NOTHING_DONE = new BooksProgress(0, 37);

    private final AtomicLong nanos = new AtomicLong();
    private HeldDatabase held;
    private BooksRuns runs;

    @BeforeEach
    void hold() {
        held = new HeldDatabase(database);
        runs = runs(Duration.ZERO);
    }

    @AfterEach
    void letThrough() {
        held.letThrough();
        runs.close();
    }

    @Test
    void a_small_shop_is_answered_at_once_and_anew() {
        held.letThrough();
        runs = runs(Duration.ofMinutes(1));
        assertThat(balanced(runs.answer())).isTrue();
        plant("UPDATE shop_user SET point = point + 1 WHERE id = 1");
        assertThat(balanced(runs.answer())).isFalse();
    }

    @Test
    void who_asks_while_a_run_is_under_way_gets_one_that_began_after_the_question() throws Exception {
        runs = runs(Duration.ofMinutes(1));
        CompletableFuture<Object> first = CompletableFuture.supplyAsync(runs::answer);
        held.awaitFirstRead();
        plant("UPDATE shop_user SET point = point + 1 WHERE id = 1");
        CompletableFuture<Object> second = new CompletableFuture<>();
        Thread asking = new Thread(() -> second.complete(runs.answer()));
        asking.start();
        await().until(() -> asking.getState() == Thread.State.TIMED_WAITING);
        held.letThrough();
        assertThat(balanced(second.get())).isFalse();
        assertThat(((BooksReport) first.get()).checks().get(0).violations()).isEmpty();
    }

    @Test
    void a_run_that_takes_long_is_shared_by_all_who_ask_and_kept_for_a_minute() throws Exception {
        assertThat(runs.answer()).isEqualTo(NOTHING_DONE);
        assertThat(runs.answer()).isEqualTo(NOTHING_DONE);
        held.awaitFirstRead();
        assertThat(runs.answer()).isEqualTo(NOTHING_DONE);
        assertThat(held.reads).hasValue(1);
        held.letThrough();
        await().until(() -> runs.answer() instanceof BooksReport);
        int readsOfOneRun = held.reads.get();
        plant("UPDATE shop_user SET point = point + 1 WHERE id = 1");
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(balanced(runs.answer())).isTrue();
        assertThat(held.reads).hasValue(readsOfOneRun);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        await().until(() -> runs.answer() instanceof BooksReport report && !report.balanced());
        assertThat(held.reads).hasValueGreaterThan(readsOfOneRun);
    }

    @Test
    void a_run_that_fails_is_not_kept() {
        assertThat(runs.answer()).isEqualTo(NOTHING_DONE);
        plant("ALTER TABLE issued_coupon RENAME TO lost");
        held.letThrough();
        runs = runs(Duration.ofMinutes(1));
        assertThatThrownBy(runs::answer).isInstanceOf(RuntimeException.class).hasStackTraceContaining("issued_coupon");
        plant("ALTER TABLE lost RENAME TO issued_coupon");
        assertThat(balanced(runs.answer())).isTrue();
    }

    @Test
    void a_run_ends_when_the_server_stops() throws Exception {
        runs = runs(Duration.ofMinutes(1));
        CompletableFuture<Object> asked = CompletableFuture.supplyAsync(runs::answer);
        held.awaitFirstRead();
        Thread closing = new Thread(runs::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        held.letThrough();
        closing.join();
        assertThatThrownBy(asked::join)
                .hasCauseInstanceOf(Problem.class)
                .extracting(thrown -> ((Problem) thrown.getCause()).refusal())
                .isEqualTo(Refusals.OVERLOADED);
        assertThat(held.reads).hasValue(1);
        assertThatThrownBy(runs::answer)
                .isInstanceOf(Problem.class)
                .extracting(thrown -> ((Problem) thrown).refusal())
                .isEqualTo(Refusals.OVERLOADED);
    }

    private BooksRuns runs(Duration patience) {
        return new BooksRuns(new Books(held), InstantSource.system(), patience, nanos::get);
    }

    private static boolean balanced(Object answer) {
        return ((BooksReport) answer).balanced();
    }
}
