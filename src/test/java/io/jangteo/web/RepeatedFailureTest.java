package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.CapturedLog;
import io.jangteo.json.Json;
import io.jangteo.problem.Repeats;
import io.jangteo.problem.Texts;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A failure that a caller can repeat at will does not fill the log. */
class RepeatedFailureTest {
    private long nanos;
    private final Problems problems = new Problems(new Json(ZoneOffset.UTC), new Texts(), new Repeats(() -> nanos));

    @Test
    void the_same_failure_is_logged_with_its_stack_once_a_minute() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(problems.problem(failure("request " + i), "id-" + i).getMessage())
                        .isEqualTo("INTERNAL");
            }
            assertThat(log.linesWith("failed")).hasSize(1).first().asString().contains("id-0");
            assertThat(log.linesWith("RepeatedFailureTest.failure")).hasSize(1);
            nanos += Duration.ofMinutes(1).toNanos();
            problems.problem(failure("later"), "id-later");
            assertThat(log.linesWith("id-later")).hasSize(1).first().asString().contains("999 more");
        }
    }

    @Test
    void another_failure_is_logged_as_its_own() {
        try (CapturedLog log = new CapturedLog()) {
            problems.problem(failure("one"), "id-1");
            problems.problem(new IllegalArgumentException("two"), "id-2");
            problems.problem(new IllegalArgumentException("three"), "id-3");
            assertThat(log.linesWith("failed")).hasSize(3);
        }
    }

    private static RuntimeException failure(String message) {
        return new IllegalStateException(message);
    }
}
