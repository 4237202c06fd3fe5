package io.jangteo.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(100);

    @Test
    void every_answer_is_of_one_kind() {
        tally.start();
        for (int i = 0; i < 7; i++) {
            tally.ask();
        }
        tally.add(Answer.issued(2, 12, 5));
        tally.add(Answer.issued(1, 11, 9));
        tally.add(Answer.refused("COUPON_SOLD_OUT", 4));
        tally.add(Answer.refused("OVERLOADED", 3));
        tally.add(Answer.lost());
        tally.add(Answer.refused("OVERLOADED", 2));
        Tally.Count count = tally.count();
        assertThat(count.asked()).isEqualTo(7);
        assertThat(count.answered()).isEqualTo(6);
        assertThat(count.issued()).isEqualTo(2);
        assertThat(count.soldOut()).isEqualTo(1);
        assertThat(count.failed()).isEqualTo(3);
        assertThat(count.worstFailures())
                .containsExactly(new RaceFailure("OVERLOADED", 2), new RaceFailure("NO_REPLY", 1));
        assertThat(count.firstWinners()).containsExactly(new RaceWinner(1, 11), new RaceWinner(2, 12));
        assertThat(count.micros()).containsExactly(5, 9, 4, 3, 2);
        assertThat(tally.winners()).containsExactly(new RaceWinner(2, 12), new RaceWinner(1, 11));
    }

    @Test
    void ten_kinds_of_failure_are_named_at_most() {
        tally.start();
        for (int kind = 0; kind < 12; kind++) {
            for (int i = 0; i <= kind % 3; i++) {
                tally.add(Answer.refused("KIND_" + kind, 1));
            }
        }
        List<RaceFailure> failures = tally.count().worstFailures();
        assertThat(failures).hasSize(10);
        assertThat(failures).extracting(RaceFailure::count).containsExactly(3, 3, 3, 3, 2, 2, 2, 2, 1, 1);
        assertThat(tally.count().failed()).isEqualTo(24);
    }

    @Test
    void winners_beyond_those_shown_are_counted_all_the_same() {
        tally.start();
        for (long rank : new long[] {101, 100, 0, -1, Long.MAX_VALUE}) {
            tally.add(Answer.issued(rank, 7, 1));
        }
        assertThat(tally.count().firstWinners()).containsExactly(new RaceWinner(100, 7));
        assertThat(tally.count().issued()).isEqualTo(5);
    }

    @Test
    void what_was_copied_stays_as_it_was() {
        tally.start();
        Tally.Count before = tally.count();
        tally.add(Answer.issued(1, 11, 5));
        tally.add(Answer.lost());
        assertThat(before.answered()).isZero();
        assertThat(before.micros()).isEmpty();
        assertThat(before.failures()).isEmpty();
        assertThat(before.firstWinners()).isEmpty();
        assertThat(before.timeline())
                .allSatisfy(interval -> assertThat(interval).isEqualTo(new RaceInterval(0, 0)));
    }

    @Test
    void the_time_stands_still_before_the_start_and_after_the_end() {
        assertThat(tally.count().elapsedMillis()).isZero();
        assertThat(tally.count().timeline()).isEmpty();
        tally.start();
        tally.end();
        assertThat(tally.count().elapsedMillis()).isZero();
        assertThat(tally.count().timeline()).hasSize(1);
    }

    @Test
    void percentiles_are_those_of_the_nearest_rank() {
        assertThat(RaceLatency.of(new long[0])).isNull();
        assertThat(RaceLatency.of(new long[] {7})).isEqualTo(new RaceLatency(7, 7, 7, 7));
        assertThat(RaceLatency.of(LongStream.rangeClosed(1, 200).toArray()))
                .isEqualTo(new RaceLatency(100, 180, 198, 200));
        assertThat(RaceLatency.of(new long[] {1, 2, 3})).isEqualTo(new RaceLatency(2, 3, 3, 3));
    }
}
