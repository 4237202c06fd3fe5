package io.jangteo.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class InOrderTest {
    private static final int SCENARIOS = 3;

    static List<InOrder.Part> parts() {
        return List.of(InOrder.WRITER, InOrder.DAY_CACHE, InOrder.KEYS);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void calls_at_the_same_time_end_as_in_some_order(InOrder.Part part) throws Exception {
        assertThat(part.faults(SCENARIOS)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void a_race_in_the_part_is_seen(InOrder.Part part) throws Exception {
        assertThat(part.control()).isNotEmpty();
    }
}
