package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Breaker breaker = new Breaker(3, PAUSE, nanos::get);

    @Test
    void three_failures_in_a_row_open_it() {
        fail(2);
        assertThat(breaker.permits()).isTrue();
        breaker.failed();
        assertThat(breaker.permits()).isFalse();
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void a_success_in_between_starts_the_count_again() {
        fail(2);
        assertThat(breaker.permits()).isTrue();
        breaker.succeeded();
        fail(2);
        assertThat(breaker.permits()).isTrue();
    }

    @Test
    void after_the_pause_one_call_finds_out() {
        fail(3);
        nanos.addAndGet(PAUSE.toNanos() - 1);
        assertThat(breaker.permits()).isFalse();
        nanos.incrementAndGet();
        assertThat(breaker.permits()).isTrue();
        assertThat(breaker.permits()).isFalse();
    }

    @Test
    void the_success_of_that_call_closes_it() {
        fail(3);
        nanos.addAndGet(PAUSE.toNanos());
        assertThat(breaker.permits()).isTrue();
        breaker.succeeded();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.permits()).isTrue();
        assertThat(breaker.permits()).isTrue();
    }

    @Test
    void the_failure_of_that_call_keeps_it_open_for_another_pause() {
        fail(3);
        nanos.addAndGet(PAUSE.toNanos());
        assertThat(breaker.permits()).isTrue();
        breaker.failed();
        nanos.addAndGet(PAUSE.toNanos() - 1);
        assertThat(breaker.permits()).isFalse();
        nanos.incrementAndGet();
        assertThat(breaker.permits()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.permits()).isTrue();
            breaker.failed();
        }
    }
}
