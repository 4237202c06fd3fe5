package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
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
