package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DayTextTest {
    private static final String KEY = "jangteo:a1:sales:2026-11-21:-7";
    private static final Map<Long, Long> UNITS = Map.of(1L, 5L, 22L, Long.MAX_VALUE, Long.MAX_VALUE, 1L);

    @Test
    void what_was_written_is_read_again() {
        assertThat(DayText.decode(KEY, DayText.encode(KEY, UNITS))).isEqualTo(UNITS);
        assertThat(DayText.decode(KEY, DayText.encode(KEY, Map.of()))).isEmpty();
    }

    @Test
    void the_same_day_is_the_same_text_whoever_writes_it() {
        Random random = new Random(1);
        Map<Long, Long> units = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            units.put(random.nextLong(Long.MAX_VALUE), 1 + random.nextLong(1_000_000));
        }
        Map<Long, Long> sameUnits = new HashMap<>(100_000);
        sameUnits.putAll(units);
        String text = DayText.encode(KEY, units);
        assertThat(DayText.encode(KEY, sameUnits)).isEqualTo(text);
        assertThat(DayText.decode(KEY, text)).isEqualTo(units);
    }

    @Test
    void the_text_of_another_key_is_refused() {
        assertThat(DayText.decode(KEY + "7", DayText.encode(KEY, UNITS))).isNull();
    }

    @Test
    void nothing_but_the_whole_text_is_accepted() {
        String text = DayText.encode(KEY, UNITS);
        for (int end = 0; end < text.length(); end++) {
            assertThat(DayText.decode(KEY, text.substring(0, end)))
                    .as("%d", end)
                    .isNull();
        }
        for (String other : new String[] {text + ",3:4", text + "0", " " + text, text + "\n", "1:5", ";1:5", "\0"}) {
            assertThat(DayText.decode(KEY, other)).as(other).isNull();
        }
    }

    @Test
    void a_text_with_one_character_changed_is_refused() {
        String text = DayText.encode(KEY, UNITS);
        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == '1' ? '2' : '1';
            assertThat(DayText.decode(KEY, text.substring(0, at) + other + text.substring(at + 1)))
                    .as("%d", at)
                    .isNull();
        }
    }
}
