package io.jangteo.race;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a race.
 *
 * @param coupons the number of coupons, or of units of the product
 * @param users the number of users, who ask once each
 * @param concurrency how many ask at the same time
 * @param rush what they rush for
 * @param couponId the offer created for it; absent in a rush for orders
 * @param productId the product created for it; absent in a rush for coupons
 * @param startedAt the shop's time at which it was requested
 * @param elapsedMillis from the common start to now, or to the last answer once it has ended
 * @param asked the number of requests sent
 * @param answered the number of these that have ended: {@code issued}, {@code soldOut} and {@code failed} together
 * @param issued the number that got a coupon, or an order
 * @param soldOut the number that got {@code COUPON_SOLD_OUT}, or {@code OUT_OF_STOCK}
 * @param failed the number that got something else
 * @param failures those by the code of the problem, or {@code NO_REPLY}, the most frequent first, at most
 *     {@value Tally#FAILURES_MAX} codes
 * @param intervalMillis the length of each interval of the timeline
 * @param timeline the intervals since the start, at most {@value Tally#INTERVALS_MAX}
 * @param latency absent before the first reply
 * @param winners by rank, or in a rush for orders by the order of the replies, the first {@value Tally#WINNERS_MAX} at
 *     most
 * @param machine on which it ran
 * @param verdict absent unless the race is done
 */
public record Race(
        long id,
        int coupons,
        int users,
        int concurrency,
        NewRace.Kind rush,
        @Nullable Long couponId,
        @Nullable Long productId,
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
        Machine machine,
        @Nullable RaceVerdict verdict) {
    /** The progress of a race. */
    @JsonTypeName("RaceStatus")
    public enum Status {
        RUNNING,
        /** Every request has ended, with or without a reply, and the verdict is in. */
        DONE,
        /** It did not reach its end; the server's log says why. */
        FAILED
    }

    /**
     * A kind of failure in a race.
     *
     * @param code of the problem, or {@code NO_REPLY} if no readable reply came
     */
    @JsonTypeName("RaceFailure")
    public record Failure(String code, int count) {}

    /**
     * The answers within one interval of a race.
     *
     * @param refused sold out, or failed
     */
    @JsonTypeName("RaceInterval")
    public record Interval(int issued, int refused) {}

    /** Percentiles of the time from sending a request to its reply, in microseconds. */
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
     * A user who got a coupon, or an order.
     *
     * @param rank 1 for the first
     */
    @JsonTypeName("RaceWinner")
    public record Winner(long rank, long userId) {}
}
