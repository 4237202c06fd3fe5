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
        tally.add(RaceReply.issued(2, 12, 5));
        tally.add(RaceReply.issued(1, 11, 9));
        tally.add(RaceReply.refused("COUPON_SOLD_OUT", 4));
        tally.add(RaceReply.refused("OVERLOADED", 3));
        tally.add(RaceReply.lost());
        tally.add(RaceReply.refused("OVERLOADED", 2));
        Tally.Count count = tally.count();
        assertThat(count.asked()).isEqualTo(7);
        assertThat(count.answered()).isEqualTo(6);
        assertThat(count.issued()).isEqualTo(2);
        assertThat(count.soldOut()).isEqualTo(1);
        assertThat(count.failed()).isEqualTo(3);
        assertThat(count.worstFailures())
                .containsExactly(new Race.Failure("OVERLOADED", 2), new Race.Failure("NO_REPLY", 1));
        assertThat(count.firstWinners()).containsExactly(new Race.Winner(1, 11), new Race.Winner(2, 12));
        assertThat(count.micros()).containsExactly(5, 9, 4, 3, 2);
        assertThat(tally.winners()).containsExactly(new Race.Winner(2, 12), new Race.Winner(1, 11));
    }

    @Test
    void ten_kinds_of_failure_are_named_at_most() {
        tally.start();
        for (int kind = 0; kind < 12; kind++) {
            for (int i = 0; i <= kind % 3; i++) {
                tally.add(RaceReply.refused("KIND_" + kind, 1));
            }
        }
        List<Race.Failure> failures = tally.count().worstFailures();
        assertThat(failures).hasSize(10);
        assertThat(failures).extracting(Race.Failure::count).containsExactly(3, 3, 3, 3, 2, 2, 2, 2, 1, 1);
        assertThat(tally.count().failed()).isEqualTo(24);
    }

    @Test
    void winners_beyond_those_shown_are_counted_all_the_same() {
        tally.start();
        for (long rank : new long[] {101, 100, 0, -1, Long.MAX_VALUE}) {
            tally.add(RaceReply.issued(rank, 7, 1));
        }
        assertThat(tally.count().firstWinners()).containsExactly(new Race.Winner(100, 7));
        assertThat(tally.count().issued()).isEqualTo(5);
    }

    @Test
    void what_was_copied_stays_as_it_was() {
        tally.start();
        Tally.Count before = tally.count();
        tally.add(RaceReply.issued(1, 11, 5));
        tally.add(RaceReply.lost());
        assertThat(before.answered()).isZero();
        assertThat(before.micros()).isEmpty();
        assertThat(before.failures()).isEmpty();
        assertThat(before.firstWinners()).isEmpty();
        assertThat(before.timeline())
                .allSatisfy(interval -> assertThat(interval).isEqualTo(new Race.Interval(0, 0)));
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
        assertThat(Race.Latency.of(new long[0])).isNull();
        assertThat(Race.Latency.of(new long[] {7})).isEqualTo(new Race.Latency(7, 7, 7, 7));
        assertThat(Race.Latency.of(LongStream.rangeClosed(1, 200).toArray()))
                .isEqualTo(new Race.Latency(100, 180, 198, 200));
        assertThat(Race.Latency.of(new long[] {1, 2, 3})).isEqualTo(new Race.Latency(2, 3, 3, 3));
    }
}
