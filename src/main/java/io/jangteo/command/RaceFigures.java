package io.jangteo.command;

import io.jangteo.race.NewRace;
import io.jangteo.race.Race;
import io.jangteo.race.RaceVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the result of a race for people. */
final class RaceFigures {
    private static final int WINNERS = 10;
    private static final int BAR_WIDTH = 40;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double MICROS_PER_SECOND = 1_000_000;
    private static final int MILLIS_PER_SECOND = 1_000;

    private final Race race;
    private final long[] sortedMicros;

    /** @param sortedMicros the time of each reply, the shortest first */
    RaceFigures(Race race, long[] sortedMicros) {
        this.race = race;
        this.sortedMicros = sortedMicros;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%d users after %d %s, %d at a time"
                .formatted(race.users(), race.coupons(), prize(), race.concurrency()));
        addCounts(lines);
        if (race.latency() != null) {
            addLatency(lines, race.latency());
        }
        addWinners(lines);
        addVerdict(lines);
        return lines;
    }

    private String prize() {
        return race.rush() == NewRace.Kind.ORDERS ? "units" : "coupons";
    }

    private void addCounts(List<String> lines) {
        String got = race.rush() == NewRace.Kind.ORDERS ? "ordered" : "issued";
        lines.add("  %-9s %6d".formatted(got, race.issued()));
        lines.add("  sold out  %6d".formatted(race.soldOut()));
        lines.add("  failed    %6d".formatted(race.failed()));
        race.failures().forEach(failure -> lines.add("    %s %d".formatted(failure.code(), failure.count())));
        long perSecond = Math.round((double) race.answered() * MILLIS_PER_SECOND / Math.max(1, race.elapsedMillis()));
        lines.add("  answers per second %d, in %d ms".formatted(perSecond, race.elapsedMillis()));
    }

    private void addLatency(List<String> lines, Race.Latency latency) {
        lines.add("");
        lines.add("Latency of replies: p50 %s, p90 %s, p99 %s, max %s"
                .formatted(
                        time(latency.p50Micros()),
                        time(latency.p90Micros()),
                        time(latency.p99Micros()),
                        time(latency.maxMicros())));
        int place = 0;
        for (long from = 1; place < sortedMicros.length; from = next(from)) {
            int first = place;
            while (place < sortedMicros.length && sortedMicros[place] < next(from)) {
                place++;
            }
            if (place > 0) {
                lines.add("  %8s to %8s  %-6d %s"
                        .formatted(time(from), time(next(from)), place - first, bar(place - first))
                        .stripTrailing());
            }
        }
    }

    private void addWinners(List<String> lines) {
        lines.add("");
        lines.add("The first winners:");
        race.winners().stream()
                .limit(WINNERS)
                .forEach(winner -> lines.add("  %2d  user %d".formatted(winner.rank(), winner.userId())));
    }

    private void addVerdict(List<String> lines) {
        lines.add("");
        lines.add("The verdict:");
        RaceVerdict verdict = race.verdict();
        if (verdict == null) {
            lines.add("  none, as the race was not run to its end");
            return;
        }
        int expected = Math.min(race.coupons(), race.users());
        lines.add(fact(
                verdict.issuedExactly(),
                "exactly " + expected + (race.rush() == NewRace.Kind.ORDERS ? " ordered" : " issued")));
        lines.add(fact(verdict.ranksWithoutGap(), "ranks without a gap"));
        lines.add(fact(verdict.onePerUser(), "one per user"));
        lines.add(fact(verdict.booksBalanced(), "books balanced"));
    }

    private static String fact(boolean holds, String fact) {
        return (holds ? "  yes  " : "  NO   ") + fact;
    }

    /** Returns the next of 1, 2, 5, 10, 20, 50 and so on, which are about evenly spaced on a logarithmic scale. */
    private static long next(long bound) {
        boolean isTwo = Long.toString(bound).startsWith("2");
        return isTwo ? bound / 2 * 5 : bound * 2;
    }

    /** In proportion to all replies; a non-empty bucket gets at least one mark. */
    private String bar(int count) {
        int length = (int) ((long) BAR_WIDTH * count / sortedMicros.length);
        return "#".repeat(count == 0 ? 0 : Math.max(1, length));
    }

    private static String time(long micros) {
        if (micros < MICROS_PER_MILLI) {
            return micros + " us";
        }
        boolean seconds = micros >= MICROS_PER_SECOND;
        double shown = micros / (seconds ? MICROS_PER_SECOND : MICROS_PER_MILLI);
        return String.format(Locale.ROOT, "%.1f %s", shown, seconds ? "s" : "ms");
    }
}
