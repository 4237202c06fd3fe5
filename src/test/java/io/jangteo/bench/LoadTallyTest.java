package io.jangteo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadTallyTest {
    private final LoadTally tally = new LoadTally();

    @Test
    void all_but_a_hundredth_of_the_replies_came_within_the_p99() {
        for (int i = 0; i < 990; i++) {
            receive(TimeUnit.MILLISECONDS.toNanos(2));
        }
        for (int i = 0; i < 10; i++) {
            receive(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(tally.p99Millis()).isCloseTo(2, within(0.02));

        receive(TimeUnit.MINUTES.toNanos(1));
        assertThat(tally.p99Millis()).isCloseTo(50, within(0.02));
    }

    @Test
    void what_the_replies_caused_counts_as_their_time() {
        receive(1);
        tally.finished(TimeUnit.SECONDS.toNanos(1), 0);

        assertThat(tally.extendedBy(TimeUnit.SECONDS.toNanos(1)).perSecond()).isEqualTo(0.5);
    }

    private void receive(long waitedNanos) {
        tally.received(200, ByteBuffer.allocate(0), waitedNanos, true);
    }
}
