package io.jangteo.race;

import org.jspecify.annotations.Nullable;

/** How long replies took, from the sending of the request: so many percent came within so many microseconds. */
public record RaceLatency(long p50Micros, long p90Micros, long p99Micros, long maxMicros) {

    /** By nearest rank; absent without a reply. */
    static @Nullable RaceLatency of(long[] sortedMicros) {
        if (sortedMicros.length == 0) {
            return null;
        }
        return new RaceLatency(
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
