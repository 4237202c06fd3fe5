package io.jangteo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.jangteo.Jangteo;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** How the extension handles failing tests: runs classes of such tests, and checks JUnit's report. */
class ExtensionFailureTest {
    static class Unbalanced {
        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.inMemory();

        @Test
        void gives_points_without_an_entry(Jangteo shop) {
            spoil(shop);
        }

        @Test
        void does_nothing() {}
    }

    static class UnbalancedInAFieldOfItsOwn {
        @RegisterExtension
        final JangteoExtension extension = JangteoExtension.inMemory();

        @Test
        void gives_points_without_an_entry(Jangteo shop) {
            spoil(shop);
        }
    }

    static class UnbalancedWithoutBooks {
        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.inMemory().withoutBooks();

        @Test
        void gives_points_without_an_entry(Jangteo shop) {
            spoil(shop);
        }
    }

    static class NotStarted {
        @RegisterExtension
        static final JangteoExtension EXTENSION =
                JangteoExtension.inMemory().demo().with(settings -> settings.chargeMin(500_000));

        @Test
        void is_never_run(Jangteo shop) {}
    }

    static class NotStartedInAFieldOfItsOwn {
        @RegisterExtension
        final JangteoExtension extension =
                JangteoExtension.inMemory().demo().with(settings -> settings.chargeMin(500_000));

        @Test
        void is_never_run() {}
    }

    static class ClosesTheShop {
        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.inMemory();

        @RepeatedTest(2)
        void to_see_what_a_client_does_then(Jangteo shop) {
            shop.given().user();
            shop.close();
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class NotConstructed {
        private static Jangteo given;

        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.inMemory();

        NotConstructed(Jangteo shop) {
            given = shop;
            throw new IllegalStateException("not constructed");
        }

        @Test
        void is_never_run() {}
    }

    /** Two tests at once; each continues when both have started, or one was refused. */
    @Execution(ExecutionMode.CONCURRENT)
    abstract static class AtOnce {
        private final AtomicInteger in;
        private final CountDownLatch metOrTurnedAway;

        @RegisterExtension
        final AfterEachCallback ended = context -> end();

        AtOnce(AtomicInteger in, CountDownLatch metOrTurnedAway) {
            this.in = in;
            this.metOrTurnedAway = metOrTurnedAway;
        }

        @Test
        void one() throws InterruptedException {
            meet();
        }

        @Test
        void another() throws InterruptedException {
            meet();
        }

        private void meet() throws InterruptedException {
            if (in.incrementAndGet() == 2) {
                end();
            }
            assertThat(metOrTurnedAway.await(1, TimeUnit.MINUTES)).isTrue();
        }

        private void end() {
            metOrTurnedAway.countDown();
        }
    }

    static class AtOnceWithReset extends AtOnce {
        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.inMemory();

        private static final AtomicInteger IN = new AtomicInteger();
        private static final CountDownLatch MET_OR_TURNED_AWAY = new CountDownLatch(1);

        AtOnceWithReset() {
            super(IN, MET_OR_TURNED_AWAY);
        }
    }

    static class AtOnceWithoutReset extends AtOnce {
        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.inMemory().withoutReset();

        private static final AtomicInteger IN = new AtomicInteger();
        private static final CountDownLatch MET_OR_TURNED_AWAY = new CountDownLatch(1);

        AtOnceWithoutReset() {
            super(IN, MET_OR_TURNED_AWAY);
        }
    }

    @Test
    void a_test_whose_books_do_not_balance_fails_and_the_next_does_not() {
        SummaryGeneratingListener listener = run(Unbalanced.class);
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(failures(listener))
                .singleElement()
                .satisfies(thrown ->
                        assertThat(thrown).isInstanceOf(AssertionError.class).hasMessageContaining("do not balance"));
    }

    @Test
    void the_same_holds_where_each_test_has_a_shop() {
        assertThat(failures(run(UnbalancedInAFieldOfItsOwn.class)))
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessageContaining("do not balance"));
    }

    @Test
    void nobody_looks_at_the_books_of_one_who_does_not_want_it() {
        assertThat(run(UnbalancedWithoutBooks.class).getSummary().getTestsSucceededCount())
                .isEqualTo(1);
    }

    @Test
    void a_shop_that_does_not_start_says_why_and_nothing_else() {
        for (Class<?> tests : List.of(NotStarted.class, NotStartedInAFieldOfItsOwn.class)) {
            assertThat(failures(run(tests))).singleElement().satisfies(thrown -> {
                assertThat(thrown).hasMessageContaining("does not fit this shop's limits");
                assertThat(thrown.getSuppressed()).isEmpty();
            });
        }
    }

    @Test
    void a_test_may_close_the_shop_and_the_next_has_another() {
        assertThat(failures(run(ClosesTheShop.class))).isEmpty();
    }

    @Test
    void a_class_that_cannot_be_constructed_leaves_no_shop() {
        assertThat(failures(run(NotConstructed.class)))
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage("not constructed"));
        assertThat(NotConstructed.given.isClosed()).isTrue();
    }

    @Test
    void two_tests_at_once_do_not_reset_the_shop_under_each_other() {
        SummaryGeneratingListener listener = run(AtOnceWithReset.class);
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(failures(listener))
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessageContaining("Two tests use this shop at once"));
    }

    @Test
    void two_tests_at_once_may_share_a_shop_that_is_not_reset() {
        assertThat(run(AtOnceWithoutReset.class).getSummary().getTestsSucceededCount())
                .isEqualTo(2);
    }

    private static void spoil(Jangteo shop) {
        long user = shop.given().user();
        shop.database()
                .write(tx -> tx.handle()
                        .createUpdate("UPDATE shop_user SET point = 5 WHERE id = :id")
                        .bind("id", user)
                        .execute());
    }

    private static List<Throwable> failures(SummaryGeneratingListener listener) {
        return listener.getSummary().getFailures().stream()
                .map(failure -> failure.getException())
                .toList();
    }

    private static SummaryGeneratingListener run(Class<?> tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                // Only for tests that request it.
                                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                                .configurationParameter(
                                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                                .build(),
                        listener);
        return listener;
    }
}
