package io.jangteo.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The shop's calendar: business days are the dates of its zone.
 *
 * @param zone where the shop's midnight is
 */
public record BusinessDays(ZoneId zone) {

    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** The first moment of a day; not always midnight where clocks are changed. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
