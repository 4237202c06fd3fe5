package io.jangteo.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The shop's calendar: business days are the dates of its zone.
 *
 * @param zone the time zone that sets the shop's midnight
 */
public record BusinessDays(ZoneId zone) {

    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** The first moment of a day; not always midnight in zones with daylight saving time. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
