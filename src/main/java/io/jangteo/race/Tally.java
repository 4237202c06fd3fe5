package io.jangteo.race;

import static io.jangteo.coupon.CouponRefusals.COUPON_SOLD_OUT;
import static io.jangteo.product.ProductRefusals.OUT_OF_STOCK;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Counts the answers of a race from many threads. Counting is quick; readers get a copy. */
final class Tally {
    static final int INTERVAL_MILLIS = 50;
    /** Enough for a race that takes the whole time limit. */
    static final int INTERVALS_MAX = 1_200;
    /** The number that a page shows. */
    static final int WINNERS_MAX = 100;
    /** More kinds of failure than a server has at a time. */
    static final int FAILURES_MAX = 10;

    private static final Set<String> SOLD_OUT = Set.of(COUPON_SOLD_OUT.code(), OUT_OF_STOCK.code());

    private final List<Race.Winner> winners = new ArrayList<>();
    private final long[] firstUsers = new long[WINNERS_MAX];
    private final Map<String, Integer> failures = new TreeMap<>();
    private final int[] issuedByInterval = new int[INTERVALS_MAX];
    private final int[] refusedByInterval = new int[INTERVALS_MAX];
    private final long[] micros;
    private long startNanos;
    private long lastNanos;
    private boolean started;
    private boolean ended;
    private int replies;
    private int asked;
    private int soldOut;
    private int failed;

    Tally(int users) {
        this.micros = new long[users];
    }

    /**
     * The counts at one moment.
     *
     * @param micros of each reply, unordered
     * @param firstUsers by rank less one, 0 if unknown
     */
    record Count(
            long elapsedMillis,
            int asked,
            int issued,
            int soldOut,
            int failed,
            Map<String, Integer> failures,
            int[] issuedByInterval,
            int[] refusedByInterval,
            long[] micros,
            long[] firstUsers) {

        int answered() {
            return issued + soldOut + failed;
        }

        List<Race.Failure> worstFailures() {
            return failures.entrySet().stream()
                    .map(failure -> new Race.Failure(failure.getKey(), failure.getValue()))
                    .sorted(Comparator.comparingInt(Race.Failure::count).reversed())
                    .limit(FAILURES_MAX)
                    .toList();
        }

        List<Race.Interval> timeline() {
            return IntStream.range(0, issuedByInterval.length)
                    .mapToObj(i -> new Race.Interval(issuedByInterval[i], refusedByInterval[i]))
                    .toList();
        }

        List<Race.Winner> firstWinners() {
            return IntStream.range(0, firstUsers.length)
                    .filter(i -> firstUsers[i] != 0)
                    .mapToObj(i -> new Race.Winner(i + 1L, firstUsers[i]))
                    .toList();
        }
    }

    /** Starts the clock for all users. */
    synchronized void start() {
        started = true;
        startNanos = System.nanoTime();
        lastNanos = startNanos;
    }

    synchronized void ask() {
        asked++;
    }

    synchronized void add(RaceReply answer) {
        lastNanos = System.nanoTime();
        int[] counts = answer.winner() == null ? refusedByInterval : issuedByInterval;
        counts[interval(lastNanos)]++;
        if (answer.hasReply()) {
            micros[replies++] = answer.micros();
        }
        if (answer.winner() != null) {
            add(answer.winner());
        } else if (SOLD_OUT.contains(answer.code())) {
            soldOut++;
        } else {
            failed++;
            failures.merge(answer.code(), 1, Integer::sum);
        }
    }

    /** Stops the clock at the last answer. */
    synchronized void end() {
        ended = true;
    }

    /** Only copies under the lock, because the racing users wait for it. */
    synchronized Count count() {
        long untilNanos = ended ? lastNanos : System.nanoTime();
        long elapsedMillis = started ? TimeUnit.NANOSECONDS.toMillis(untilNanos - startNanos) : 0;
        int intervals = started ? interval(untilNanos) + 1 : 0;
        return new Count(
                elapsedMillis,
                asked,
                winners.size(),
                soldOut,
                failed,
                new TreeMap<>(failures),
                Arrays.copyOf(issuedByInterval, intervals),
                Arrays.copyOf(refusedByInterval, intervals),
                Arrays.copyOf(micros, replies),
                firstUsers.clone());
    }

    synchronized List<Race.Winner> winners() {
        return List.copyOf(winners);
    }

    private void add(Race.Winner winner) {
        winners.add(winner);
        if (1 <= winner.rank() && winner.rank() <= WINNERS_MAX) {
            firstUsers[(int) winner.rank() - 1] = winner.userId();
        }
    }

    private int interval(long nanos) {
        long interval = TimeUnit.NANOSECONDS.toMillis(nanos - startNanos) / INTERVAL_MILLIS;
        return (int) Math.min(interval, INTERVALS_MAX - 1L);
    }
}
