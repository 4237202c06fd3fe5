package io.jangteo.race;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A race as of now.
 *
 * @param coupons how many there are to be had
 * @param users how many ask, each once
 * @param concurrency how many ask at the same time
 * @param couponId the offer that was made for it
 * @param startedAt the shop's time at which it was called for
 * @param elapsedMillis from the moment at which all start to now, or to the last answer once it has ended
 * @param asked how many requests were sent
 * @param answered how many of these have ended: {@code issued}, {@code soldOut} and {@code failed} together
 * @param failed how many got neither a coupon nor the word that all are gone
 * @param failures those by the code of the problem, or {@code NO_REPLY}, the most frequent first, at most
 *     {@value Tally#FAILURES_MAX} codes
 * @param intervalMillis how long each interval of the timeline is
 * @param timeline the intervals since the start, at most {@value Tally#INTERVALS_MAX}
 * @param latency absent before the first reply
 * @param winners by rank, the first {@value Tally#WINNERS_MAX} at most
 * @param verdict absent unless the race is done
 */
public record Race(
        long id,
        int coupons,
        int users,
        int concurrency,
        long couponId,
        RaceStatus status,
        Instant startedAt,
        long elapsedMillis,
        int asked,
        int answered,
        int issued,
        int soldOut,
        int failed,
        List<RaceFailure> failures,
        long intervalMillis,
        List<RaceInterval> timeline,
        @Nullable RaceLatency latency,
        List<RaceWinner> winners,
        @Nullable RaceVerdict verdict) {}
