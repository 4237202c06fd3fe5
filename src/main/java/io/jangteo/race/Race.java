package io.jangteo.race;

import com.fasterxml.jackson.annotation.JsonTypeName;
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
        Status status,
        Instant startedAt,
        long elapsedMillis,
        int asked,
        int answered,
        int issued,
        int soldOut,
        int failed,
        List<Failure> failures,
        long intervalMillis,
        List<Interval> timeline,
        @Nullable Latency latency,
        List<Winner> winners,
        @Nullable RaceVerdict verdict) {
    /** How far a race has come. */
    @JsonTypeName("RaceStatus")
    public enum Status {
        RUNNING,
        /** Everyone was answered or known not to be, and the verdict is in. */
        DONE,
        /** It could not be run to its end; the server's log says why. */
        FAILED
    }

    /**
     * What some requests of a race failed with.
     *
     * @param code of the problem, or {@code NO_REPLY} where none came that can be read
     */
    @JsonTypeName("RaceFailure")
    public record Failure(String code, int count) {}

    /**
     * What came in within one interval of a race.
     *
     * @param refused sold out, or failed
     */
    @JsonTypeName("RaceInterval")
    public record Interval(int issued, int refused) {}

    /** How long replies took, from the sending of the request: so many percent came within so many microseconds. */
    @JsonTypeName("RaceLatency")
    public record Latency(long p50Micros, long p90Micros, long p99Micros, long maxMicros) {

        /** By nearest rank; absent without a reply. */
        static @Nullable Latency of(long[] sortedMicros) {
            if (sortedMicros.length == 0) {
                return null;
            }
            return new Latency(
                    percentile(sortedMicros, 50),
                    percentile(sortedMicros, 90),
                    percentile(sortedMicros, 99),
                    sortedMicros[sortedMicros.length - 1]);
        }

        private static long percentile(long[] sortedMicros, int percent) {
            int rank = (sortedMicros.length * percent + 99) / 100;
            return sortedMicros[rank - 1];
        }
    }

    /**
     * Who got one of the coupons.
     *
     * @param rank 1 for the first
     */
    @JsonTypeName("RaceWinner")
    public record Winner(long rank, long userId) {}
}
