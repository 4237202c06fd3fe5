package io.jangteo.demo;

import io.jangteo.schedule.BusinessDays;
import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A time in the data, relative to the time of loading.
 *
 * @param day 0 is the business day of loading, -1 the one before
 * @param time hours and minutes in the shop's zone, as {@code 09:30}; the moment of loading if absent
 */
record DemoMoment(int day, @Nullable String time) {

    Instant from(Instant loading, BusinessDays days) {
        return time == null
                ? loading
                : days.dayOf(loading)
                        .plusDays(day)
                        .atTime(LocalTime.parse(time))
                        .atZone(days.zone())
                        .toInstant();
    }
}
