package io.jangteo.torture;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A day on which clocks are changed, written down by hand: what the shop works out from its zone is held against it.
 *
 * @param day the business day that is not 24 hours long
 * @param change the moment of the change
 * @param before the offset until then
 * @param after the offset from then on
 * @param hours the length of the day
 */
record Night(ZoneId zone, LocalDate day, Instant change, ZoneOffset before, ZoneOffset after, int hours) {
    /** Both changes in two zones, and a zone that has none. */
    static final List<Night> ALL = List.of(
            of("America/New_York", "2027-03-14", "2027-03-14T07:00:00Z", -5, -4, 23),
            of("America/New_York", "2027-11-07", "2027-11-07T06:00:00Z", -4, -5, 25),
            of("Europe/Berlin", "2027-03-28", "2027-03-28T01:00:00Z", 1, 2, 23),
            of("Europe/Berlin", "2027-10-31", "2027-10-31T01:00:00Z", 2, 1, 25),
            of("Asia/Seoul", "2027-03-28", "2027-03-27T16:00:00Z", 9, 9, 24));

    private static Night of(String zone, String day, String change, int before, int after, int hours) {
        return new Night(
                ZoneId.of(zone),
                LocalDate.parse(day),
                Instant.parse(change),
                ZoneOffset.ofHours(before),
                ZoneOffset.ofHours(after),
                hours);
    }

    /** The same without the change: the bug of who takes every day for 24 hours. */
    Night unchanged() {
        return new Night(zone, day, change, before, before, 24);
    }

    /** The date at a moment within some weeks of the change. */
    LocalDate dateAt(Instant moment) {
        return LocalDate.ofInstant(moment, moment.isBefore(change) ? before : after);
    }

    Instant start() {
        return day.atStartOfDay().toInstant(before);
    }

    Instant end() {
        return day.plusDays(1).atStartOfDay().toInstant(after);
    }

    /** Whether the Java machine's zone agrees that the clock is changed here, and the day is of that length. */
    boolean isCrossed() {
        boolean offsets = zone.getRules().getOffset(change.minusMillis(1)).equals(before)
                && zone.getRules().getOffset(change).equals(after)
                && before.equals(after) == (hours == 24);
        return offsets && Duration.between(start(), end()).equals(Duration.ofHours(hours));
    }
}
