package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.log.LineQueue;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineQueueTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch readable = new CountDownLatch(1);

    @Test
    void lines_are_written_in_their_order() {
        readable.countDown();
        try (LineQueue lines = queue()) {
            for (int i = 0; i < 1_000; i++) {
                lines.add("line " + i);
            }
            assertThat(lines.drain()).isTrue();
            assertThat(text().lines())
                    .hasSize(1_000)
                    .startsWith("line 0", "line 1")
                    .endsWith("line 999");
        }
    }

    @Test
    void a_stream_that_takes_nothing_holds_up_nobody_and_what_is_lost_is_told() throws Exception {
        try (LineQueue lines = queue()) {
            lines.add("first");
            taken.await();
            // Stuck in the stream from here on; a blocked add would never come back.
            for (int i = 0; i < 3_000; i++) {
                lines.add("x".repeat(999));
            }
            readable.countDown();
            assertThat(lines.drain()).isTrue();
        }
        long kept = text().lines().filter(line -> line.startsWith("x")).count();
        assertThat(kept).isBetween(1_000L, 1_100L);
        assertThat(text().lines()).contains("lost " + (3_000 - kept));
    }

    @Test
    void closing_waits_only_so_long_for_a_stream_that_takes_nothing() {
        LineQueue lines = queue();
        lines.add("never");
        assertThat(lines.drain()).isFalse();
        lines.close();
        lines.add("late");
        assertThat(text()).isEmpty();
        readable.countDown();
    }

    private LineQueue queue() {
        OutputStream stream = new OutputStream() {
            @Override
            public void write(int part) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                taken.countDown();
                try {
                    readable.await();
                } catch (InterruptedException thrown) {
                    throw new AssertionError(thrown);
                }
                written.write(bytes, from, length);
            }
        };
        return new LineQueue(new PrintStream(stream, false, StandardCharsets.UTF_8), lost -> "lost " + lost);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
