package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.CapturedLog;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final Waiting waiting = new Waiting(() -> 0, new PrometheusRegistry());

    @Test
    void whoever_comes_once_the_server_stops_is_ended_at_once() {
        waiting.close();
        for (int i = 0; i < 3; i++) {
            Late late = new Late();
            assertThat(waiting.add(late)).isTrue();
            assertThat(late.isEnded).as("number " + i).isTrue();
        }
    }

    @Test
    void a_failure_that_lasts_is_logged_once() {
        Failing failing = new Failing();
        try (CapturedLog log = new CapturedLog()) {
            waiting.add(failing);
            await().until(() -> failing.looks.get() > 2);
            assertThat(log.linesWith("Those who wait"))
                    .singleElement()
                    .asString()
                    .contains("the database is away");
        } finally {
            waiting.close();
        }
    }

    private static final class Failing implements Waiting.Waiter {
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Call call() {
            throw new IllegalStateException("the database is away");
        }

        @Override
        public boolean isDue() {
            return true;
        }

        @Override
        public boolean look(boolean isLast) {
            looks.incrementAndGet();
            if (!isLast) {
                throw new IllegalStateException("the database is away");
            }
            return true;
        }
    }

    private static final class Late implements Waiting.Waiter {
        private boolean isEnded;

        @Override
        public Call call() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isDue() {
            return false;
        }

        @Override
        public boolean look(boolean isLast) {
            isEnded |= isLast;
            return isLast;
        }
    }
}
