package io.jangteo.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDaysTest {

    @Test
    void a_day_in_seoul_begins_at_three_in_the_afternoon_of_the_day_before_in_utc() {
        BusinessDays days = in("Asia/Seoul");
        assertThat(days.startOf(LocalDate.parse("2026-11-22"))).isEqualTo("2026-11-21T15:00:00Z");
        assertThat(days.dayOf(Instant.parse("2026-11-21T14:59:59.999Z"))).isEqualTo("2026-11-21");
        assertThat(days.dayOf(Instant.parse("2026-11-21T15:00:00Z"))).isEqualTo("2026-11-22");
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 23",
        "America/New_York, 2026-11-01, 25",
        "America/Santiago, 2026-09-06, 23",
        "America/Santiago, 2026-04-04, 25",
        "Asia/Seoul, 2026-03-08, 24",
    })
    void a_day_on_which_clocks_are_changed_has_other_than_24_hours(String zone, LocalDate day, long hours) {
        BusinessDays days = in(zone);
        assertThat(Duration.between(days.startOf(day), days.startOf(day.plusDays(1))))
                .hasHours(hours);
    }

    @Test
    void a_day_without_a_midnight_begins_at_its_first_moment() {
        BusinessDays days = in("America/Santiago");
        Instant first = days.startOf(LocalDate.parse("2026-09-06"));
        assertThat(first).isEqualTo("2026-09-06T01:00:00-03:00");
        assertThat(days.dayOf(first)).isEqualTo("2026-09-06");
        assertThat(days.dayOf(first.minusMillis(1))).isEqualTo("2026-09-05");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Asia/Seoul", "America/New_York", "America/Santiago", "Asia/Beirut", "Australia/Lord_Howe", "UTC"
            })
    void every_day_begins_where_the_one_before_ends(String zone) {
        BusinessDays days = in(zone);
        LocalDate end = LocalDate.parse("2028-01-01");
        for (LocalDate day = LocalDate.parse("2025-01-01"); day.isBefore(end); day = day.plusDays(1)) {
            assertThat(days.dayOf(days.startOf(day))).isEqualTo(day);
            assertThat(days.dayOf(days.startOf(day).minusMillis(1))).isEqualTo(day.minusDays(1));
        }
    }

    private static BusinessDays in(String zone) {
        return new BusinessDays(ZoneId.of(zone));
    }
}
