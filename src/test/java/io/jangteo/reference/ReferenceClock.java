package io.jangteo.reference;

import io.jangteo.reference.Matching.Around;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The reference's time: where the shop's clock was put, and every advance since. The shop's clock ticks on in between,
 * so nothing may be done within {@link #SLACK} before anything is due; then both agree on what is over and what is not.
 */
final class ReferenceClock {
    /** More real time than a sequence takes, however busy the machine is. */
    static final Duration SLACK = Duration.ofSeconds(90);

    static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private Instant now;

    ReferenceClock(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    boolean hasReached(Instant moment) {
        return !now.isBefore(moment);
    }

    LocalDate today() {
        return dayOf(now);
    }

    /** Now, as the shop's clock has it. */
    Around around() {
        return new Around(now);
    }

    /** What the shop said is now. */
    Instant accept(Instant told) {
        if (!around().takes(told)) {
            throw new AssertionError("the shop says it is " + told + " and should say " + now + " or a little later");
        }
        return told;
    }

    /** Whether real time cannot carry the shop's clock over the moment, if it now were moved on by the duration. */
    boolean isClearOf(Instant moment, Duration duration) {
        Instant then = now.plus(duration);
        return !then.isBefore(moment) || !then.plus(SLACK).isAfter(moment);
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    static Instant midnightAfter(Instant moment) {
        return dayOf(moment).plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
