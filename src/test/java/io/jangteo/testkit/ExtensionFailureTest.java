package io.jangteo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.jangteo.Jangteo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What the extension makes of tests that go wrong: runs classes of such tests, and looks at what JUnit says. */
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

    static class NotStartedForATest {
        @RegisterExtension
        final JangteoExtension extension =
                JangteoExtension.inMemory().demo().with(settings -> settings.chargeMin(500_000));

        @Test
        void is_never_run() {}
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
        for (Class<?> tests : List.of(NotStarted.class, NotStartedForATest.class)) {
            assertThat(failures(run(tests))).singleElement().satisfies(thrown -> {
                assertThat(thrown).hasMessageContaining("does not fit this shop's limits");
                assertThat(thrown.getSuppressed()).isEmpty();
            });
        }
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
                                .build(),
                        listener);
        return listener;
    }
}
