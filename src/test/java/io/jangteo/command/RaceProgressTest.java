package io.jangteo.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.books.BooksReport;
import io.jangteo.race.Machine;
import io.jangteo.race.NewRace;
import io.jangteo.race.Race;
import io.jangteo.race.RaceVerdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The command line's output for races that a test can hardly run. */
class RaceProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void on_a_terminal_one_line_is_drawn_again_and_again() {
        RaceProgress progress = new RaceProgress(err, true);
        progress.show(race(0, 0, null));
        progress.show(race(50, 3, null));
        progress.end(race(100, 10, null));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r[" + ".".repeat(40) + "] 0 of 100 answered, 0 issued"
                        + "\r[" + "#".repeat(20) + ".".repeat(20) + "] 50 of 100 answered, 3 issued"
                        + "\r[" + "#".repeat(40) + "] 100 of 100 answered, 10 issued" + System.lineSeparator());
    }

    @Test
    void elsewhere_nothing_is_drawn() {
        RaceProgress progress = new RaceProgress(err, false);
        progress.end(race(100, 10, null));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void what_does_not_hold_stands_out() {
        RaceVerdict verdict = new RaceVerdict(false, false, true, true, new BooksReport(true, List.of()));
        long[] micros = {3, 900, 999, 1_000, 1_900, 1_030_000};
        List<String> lines = new RaceFigures(race(100, 9, verdict), micros).lines();
        assertThat(lines)
                .containsExactly(
                        "100 users after 10 coupons, 8 at a time",
                        "  issued         9",
                        "  sold out      88",
                        "  failed         3",
                        "    OVERLOADED 3",
                        "  answers per second 200, in 500 ms",
                        "",
                        "Latency of replies: p50 999 us, p90 1.9 ms, p99 1.0 s, max 1.0 s",
                        "      2 us to     5 us  1      ######",
                        "      5 us to    10 us  0",
                        "     10 us to    20 us  0",
                        "     20 us to    50 us  0",
                        "     50 us to   100 us  0",
                        "    100 us to   200 us  0",
                        "    200 us to   500 us  0",
                        "    500 us to   1.0 ms  2      #############",
                        "    1.0 ms to   2.0 ms  2      #############",
                        "    2.0 ms to   5.0 ms  0",
                        "    5.0 ms to  10.0 ms  0",
                        "   10.0 ms to  20.0 ms  0",
                        "   20.0 ms to  50.0 ms  0",
                        "   50.0 ms to 100.0 ms  0",
                        "  100.0 ms to 200.0 ms  0",
                        "  200.0 ms to 500.0 ms  0",
                        "  500.0 ms to    1.0 s  0",
                        "     1.0 s to    2.0 s  1      ######",
                        "",
                        "The first winners:",
                        "   1  user 77",
                        "",
                        "The verdict:",
                        "  NO   exactly 10 issued",
                        "  NO   ranks without a gap",
                        "  yes  one per user",
                        "  yes  books balanced");
    }

    @Test
    void a_race_without_a_verdict_says_so() {
        List<String> lines = new RaceFigures(race(100, 9, null), new long[] {1}).lines();
        assertThat(lines).endsWith("The verdict:", "  none, as the race was not run to its end");
    }

    private static Race race(int answered, int issued, @Nullable RaceVerdict verdict) {
        int failed = answered == 100 ? 3 : 0;
        return new Race(
                1,
                10,
                100,
                8,
                NewRace.Kind.COUPONS,
                5L,
                null,
                Race.Status.DONE,
                Instant.EPOCH,
                500,
                answered,
                answered,
                issued,
                answered - issued - failed,
                failed,
                List.of(new Race.Failure("OVERLOADED", 3)),
                50,
                List.of(),
                new Race.Latency(999, 1_900, 1_030_000, 1_030_000),
                List.of(new Race.Winner(1, 77)),
                new Machine(2, 1, "Linux", "17"),
                verdict);
    }
}
