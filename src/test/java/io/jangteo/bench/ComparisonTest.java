package io.jangteo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jangteo.bench.Comparison.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void a_slow_hour_of_the_machine_does_not_change_the_multiple() {
        Comparison row = new Comparison("charge", rates(100, 100, 25, 25, 25), rates(200, 200, 50, 50, 100));

        assertThat(row.medianMultiple()).isCloseTo(2, within(1e-9));
        assertThat(row.lowestMultiple()).isCloseTo(2, within(1e-9));
        assertThat(row.highestMultiple()).isCloseTo(4, within(1e-9));
    }

    @Test
    void a_window_without_its_pair_is_refused() {
        assertThatThrownBy(() -> new Comparison("charge", rates(100, 100), rates(100)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Window> rates(double... rates) {
        return Arrays.stream(rates).mapToObj(rate -> new Window(rate, 1)).toList();
    }
}
