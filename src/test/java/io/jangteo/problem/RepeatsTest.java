package io.jangteo.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private long nanos = -7;
    private final Repeats repeats = new Repeats(() -> nanos);

    @Test
    void the_first_of_a_kind_is_said_and_then_one_in_a_minute_with_how_many_there_were() {
        assertThat(repeats.met("a")).isEqualTo(OptionalLong.of(0));
        assertThat(repeats.met("a")).isEmpty();
        assertThat(repeats.met("b")).isEqualTo(OptionalLong.of(0));
        nanos += Duration.ofMinutes(1).toNanos() - 1;
        assertThat(repeats.met("a")).isEmpty();
        nanos++;
        assertThat(repeats.met("a")).isEqualTo(OptionalLong.of(2));
        assertThat(repeats.met("a")).isEmpty();
        assertThat(repeats.met("b")).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void kinds_without_number_are_one() {
        long said = 0;
        for (int i = 0; i < 10_000; i++) {
            said += repeats.met("kind " + i).isPresent() ? 1 : 0;
        }
        assertThat(said).isEqualTo(101);
        assertThat(repeats.met("kind 1")).isEmpty();
    }
}
