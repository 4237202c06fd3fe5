package io.jangteo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasurementTest {
    @Test
    void a_slow_hour_of_the_machine_does_not_change_the_ratio() {
        // Half way the machine becomes four times as slow, for the charge and for the plain GET alike.
        Measurement row = new Measurement("charge", new double[] {300, 300, 75, 75, 75}, new double[5], new double[] {
            1000, 1000, 1000, 250, 250, 250
        });

        assertThat(row.medianRatio()).isCloseTo(0.3, within(1e-9));
        assertThat(row.lowestRatio()).isCloseTo(0.12, within(1e-9));
        assertThat(row.highestRatio()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void an_even_number_of_rounds_has_the_mean_of_the_middle_two() {
        Measurement row = new Measurement("charge", new double[] {10, 40}, new double[2], new double[] {100, 100, 100});

        assertThat(row.medianRatio()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void a_round_without_its_plain_GETs_is_refused() {
        assertThatThrownBy(() -> new Measurement("charge", new double[] {10}, new double[1], new double[] {100}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
