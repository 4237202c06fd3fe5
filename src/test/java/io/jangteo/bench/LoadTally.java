package io.jangteo.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What came back in one stretch of load. */
final class LoadTally {
    private static final int STATUS_LIMIT = 600;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_STEP = 10_000;
    private static final double STEPS_PER_MILLI = 100;
    /** A reply after a second or later counts as one after a second. */
    private static final int STEPS = 100_000;

    private final long[] byStatus = new long[STATUS_LIMIT];
    private final Map<Integer, String> firstBody = new TreeMap<>();
    private final int[] byStepsWaited = new int[STEPS];
    private long measured;
    private long measuredNanos;
    private long generatorNanos;

    void received(int status, ByteBuffer body, long waitedNanos, boolean inMeasuredTime) {
        if (byStatus[status]++ == 0) {
            firstBody.put(
                    status, StandardCharsets.UTF_8.decode(body.duplicate()).toString());
        }
        if (inMeasuredTime) {
            measured++;
            byStepsWaited[(int) Math.min(waitedNanos / NANOS_PER_STEP, STEPS - 1)]++;
        }
    }

    void finished(long measuredNanos, long generatorNanos) {
        this.measuredNanos = measuredNanos;
        this.generatorNanos = generatorNanos;
    }

    /** The same replies, in more time: what they caused took as long. */
    LoadTally extendedBy(long nanos) {
        measuredNanos += nanos;
        return this;
    }

    /** Replies a second in the measured time. */
    double perSecond() {
        return measured * NANOS_PER_SECOND / measuredNanos;
    }

    /** The time from request to reply that all but a hundredth of those in the measured time kept, in milliseconds. */
    double p99Millis() {
        long slower = measured / 100;
        int step = STEPS - 1;
        for (long seen = byStepsWaited[step]; seen <= slower && step > 0; seen += byStepsWaited[step]) {
            step--;
        }
        return (step + 1) / STEPS_PER_MILLI;
    }

    /** Every reply with this status, measured or not. */
    long count(int status) {
        return byStatus[status];
    }

    long count() {
        return Arrays.stream(byStatus).sum();
    }

    /** The body of the first reply with this status, or nothing. */
    String firstBody(int status) {
        return firstBody.getOrDefault(status, "");
    }

    /** Processor time the load generator itself took for one request, in nanoseconds. */
    double generatorNanosPerRequest() {
        return (double) generatorNanos / Math.max(1, count());
    }

    /**
     * Refuses figures that were made by answers nobody expected.
     *
     * @throws BenchFailure naming the status, how often it came and the first such reply
     */
    LoadTally requireOnly(String what, int... statuses) {
        for (Map.Entry<Integer, String> answer : firstBody.entrySet()) {
            int status = answer.getKey();
            if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
                throw new BenchFailure("%s: %,d of %,d replies had status %d, the first: %s"
                        .formatted(what, count(status), count(), status, answer.getValue()));
            }
        }
        if (count() == 0) {
            throw new BenchFailure(what + ": not a single reply");
        }
        return this;
    }
}
