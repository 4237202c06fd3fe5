package io.jangteo.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.jangteo.CapturedLog;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong stepNanos = new AtomicLong(Duration.ofMinutes(1).toNanos());
    private final Schedule schedule =
            new Schedule(InstantSource.system(), new PrometheusRegistry(), () -> nanos.addAndGet(stepNanos.get()));

    @AfterEach
    void close() {
        released.countDown();
        schedule.close();
    }

    @Test
    void a_task_that_throws_an_error_is_run_again() {
        AtomicInteger runs = new AtomicInteger();
        schedule.start(List.of(task("erring", () -> {
            runs.incrementAndGet();
            throw new OutOfMemoryError("unable to create native thread");
        })));
        await().until(() -> runs.get() > 2);
    }

    @Test
    void a_task_that_is_woken_again_and_again_rests_between_its_runs() {
        AtomicInteger runs = new AtomicInteger();
        schedule.start(List.of(task("woken", runs::incrementAndGet)));
        long sinceNanos = System.nanoTime();
        while (runs.get() < 20) {
            schedule.wake("woken");
        }
        assertThat(System.nanoTime() - sinceNanos).isGreaterThan(100_000_000);
    }

    @Test
    void a_task_that_fails_again_and_again_is_logged_once_and_once_more_when_it_runs() {
        AtomicInteger runs = new AtomicInteger();
        try (CapturedLog log = new CapturedLog()) {
            schedule.start(List.of(task("failing", () -> {
                if (runs.incrementAndGet() <= 3) {
                    throw new IllegalStateException("the disk is full");
                }
            })));
            await().until(() -> runs.get() > 5);
            assertThat(log.linesWith("The recurring task failing"))
                    .satisfiesExactly(
                            failed -> assertThat(failed).contains("failed"),
                            again -> assertThat(again).contains("runs again"));
        }
    }

    @Test
    void a_failure_that_comes_back_is_logged_again() {
        AtomicInteger looks = new AtomicInteger();
        Task task = new Task() {
            @Override
            public String name() {
                return "looking";
            }

            @Override
            public Optional<Instant> nextDue() {
                if (looks.incrementAndGet() % 2 == 1) {
                    throw new IllegalStateException("the server is away");
                }
                return Optional.empty();
            }

            @Override
            public void run() {}
        };
        try (CapturedLog log = new CapturedLog()) {
            schedule.start(List.of(task));
            await().until(() -> looks.get() > 4);
            assertThat(log.linesWith("The recurring task looking failed")).hasSizeGreaterThan(1);
        }
    }

    @Test
    void a_task_that_works_only_now_and_then_is_logged_once_for_each_of_its_failures() {
        stepNanos.set(0);
        AtomicInteger runs = new AtomicInteger();
        try (CapturedLog log = new CapturedLog()) {
            schedule.start(List.of(task("wavering", () -> {
                int run = runs.incrementAndGet();
                if (run % 3 != 0) {
                    throw new IllegalStateException(run % 3 == 1 ? "the disk is full" : "the writer is busy");
                }
            })));
            await().until(() -> runs.get() > 6);
            assertThat(log.linesWith("The recurring task wavering"))
                    .satisfiesExactly(
                            failed -> assertThat(failed).contains("failed").contains("the disk is full"),
                            other -> assertThat(other).contains("failed").contains("the writer is busy"));
        }
    }

    @Test
    void a_task_that_is_woken_while_it_hangs_takes_no_thread_from_the_others() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        schedule.start(List.of(
                task("hanging", () -> {
                    begun.incrementAndGet();
                    awaitRelease();
                }),
                task("other", others::incrementAndGet)));
        await().until(() -> begun.get() == 1);
        for (int woken = 0; woken < 5; woken++) {
            int before = others.get();
            schedule.wake("hanging");
            await().until(() -> others.get() > before + 1);
        }
        assertThat(begun).hasValue(1);
    }

    @Test
    void what_is_woken_while_it_runs_is_looked_at_once_more_and_can_be_woken_again() {
        AtomicInteger begun = new AtomicInteger();
        schedule.start(List.of(task("woken", () -> {
            begun.incrementAndGet();
            awaitRelease();
        })));
        await().until(() -> begun.get() == 1);
        schedule.wake("woken");
        released.countDown();
        await().until(() -> begun.get() > 1);
        int before = begun.get();
        schedule.wake("woken");
        await().until(() -> begun.get() > before);
    }

    @Test
    void once_started_it_needs_no_further_thread() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger runs = new AtomicInteger();
        ThreadFactory two = work -> {
            if (made.incrementAndGet() > 2) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(work, "schedule-test");
        };
        schedule.start(List.of(task("one", runs::incrementAndGet), task("two", runs::incrementAndGet)), two);
        assertThat(made).hasValue(2);
        for (int woken = 0; woken < 5; woken++) {
            int before = runs.get();
            assertThatCode(() -> schedule.wake("one")).doesNotThrowAnyException();
            await().until(() -> runs.get() > before + 1);
        }
        assertThat(made).hasValue(2);
    }

    private static Task task(String name, Runnable work) {
        return new Task() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<Instant> nextDue() {
                return Optional.of(Instant.EPOCH);
            }

            @Override
            public void run() {
                work.run();
            }
        };
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
    }
}
