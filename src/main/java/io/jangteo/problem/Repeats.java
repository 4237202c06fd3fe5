package io.jangteo.problem;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Limits log lines about events whose frequency callers determine: each kind is logged at most once a minute, and
 * events in between are counted.
 */
public final class Repeats {
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();
    /** Further kinds are counted as one, since callers may make them up. */
    private static final int KINDS_MAX = 100;

    private static final String OTHERS = "others";

    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new HashMap<>();

    private static final class Kind {
        private long saidNanos;
        private long unsaid;
    }

    public Repeats() {
        this(System::nanoTime);
    }

    /** @param nanoTime a monotonic clock, in nanoseconds */
    public Repeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Counts an event. Returns the number of unlogged events since the last log line if it should be logged now,
     * otherwise empty.
     */
    public synchronized OptionalLong met(String kind) {
        long now = nanoTime.getAsLong();
        boolean known = kinds.containsKey(kind) || kinds.size() < KINDS_MAX;
        String counted = known ? kind : OTHERS;
        Kind met = kinds.get(counted);
        if (met == null) {
            met = new Kind();
            kinds.put(counted, met);
        } else if (now - met.saidNanos < QUIET_NANOS) {
            met.unsaid++;
            return OptionalLong.empty();
        }
        long unsaid = met.unsaid;
        met.saidNanos = now;
        met.unsaid = 0;
        return OptionalLong.of(unsaid);
    }
}
