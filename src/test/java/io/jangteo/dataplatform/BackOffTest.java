package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final int ATTEMPTS = BackOff.STANDARD_WEBHOOKS.size();

    @Test
    void ten_attempts_are_spread_over_three_days() {
        Duration whole = BackOff.STANDARD_WEBHOOKS.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(ATTEMPTS).isEqualTo(10);
        assertThat(whole).isEqualTo(Duration.parse("PT75H35M5S"));
    }

    @Test
    void each_delay_is_the_planned_one_give_or_take_a_fifth() {
        BackOff backOff = new BackOff(BackOff.STANDARD_WEBHOOKS, new Random(1));
        for (int failed = 1; failed < ATTEMPTS; failed++) {
            double planned = BackOff.STANDARD_WEBHOOKS.get(failed).toMillis();
            Set<Long> delays = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                delays.add(backOff.after(failed, Duration.ZERO).orElseThrow().toMillis());
            }
            assertThat(delays).hasSizeGreaterThan(50);
            assertThat(delays).allSatisfy(delay -> assertThat((double) delay).isBetween(planned * 0.8, planned * 1.2));
        }
    }

    @Test
    void a_delay_that_the_receiver_asks_for_is_obeyed_up_to_a_day_and_brings_nothing_forward() {
        BackOff backOff = new BackOff(BackOff.STANDARD_WEBHOOKS, new Random(1));
        assertThat(backOff.after(1, Duration.ofSeconds(120))).contains(Duration.ofSeconds(120));
        assertThat(backOff.after(1, Duration.ofHours(25))).contains(Duration.ofHours(24));
        assertThat(backOff.after(1, Duration.ofDays(100_000))).contains(Duration.ofHours(24));
        assertThat(backOff.after(3, Duration.ofSeconds(1)).orElseThrow()).isGreaterThan(Duration.ofMinutes(20));
        assertThat(backOff.after(ATTEMPTS, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void there_is_none_after_the_last_attempt() {
        BackOff backOff = new BackOff(BackOff.STANDARD_WEBHOOKS, new Random(1));
        assertThat(backOff.after(ATTEMPTS, Duration.ZERO)).isEmpty();
        assertThat(backOff.after(ATTEMPTS + 1, Duration.ZERO)).isEmpty();
    }
}
