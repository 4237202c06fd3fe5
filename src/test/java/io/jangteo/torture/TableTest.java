package io.jangteo.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Outcome HELD = new Outcome(3, List.of(), "1 lost: found", Map.of("acknowledged", "12"));

    @Test
    void a_run_in_which_all_held_ends_with_zero_and_a_row_each() {
        Table table = run(campaign(List.of(), HELD));
        assertThat(table.status()).isZero();
        assertThat(table.toString()).endsWith("| planned | 3 | acknowledged 12 | 1 lost: found | 0 |");
    }

    @Test
    void a_finding_ends_with_one() {
        Table table = run(campaign(List.of(), new Outcome(3, List.of("a charge is gone"), "1 lost: found", Map.of())));
        assertThat(table.status()).isEqualTo(1);
        assertThat(table.faults()).containsExactly("planned: a charge is gone");
    }

    @Test
    void a_control_that_caught_nothing_ends_with_one() {
        Table table = run(campaign(List.of(), new Outcome(3, List.of(), "", Map.of())));
        assertThat(table.status()).isEqualTo(1);
        assertThat(table.toString()).contains("CAUGHT NOTHING");
    }

    @Test
    void a_campaign_that_cannot_run_here_is_named_and_ends_with_two() {
        Table table = run(campaign(List.of("no-such-program"), HELD));
        assertThat(table.status()).isEqualTo(2);
        assertThat(table.faults()).containsExactly("planned: not run, for lack of no-such-program");
    }

    @Test
    void a_campaign_that_breaks_off_ends_with_one() {
        Table table = run(campaign(List.of(), null));
        assertThat(table.status()).isEqualTo(1);
        assertThat(table.faults().get(0)).startsWith("planned: it broke off: java.lang.IllegalStateException");
    }

    @Test
    void each_scale_does_something() {
        assertThat(Scale.SHARE.of(10)).isOne();
        assertThat(Scale.QUICK.of(100)).isEqualTo(20);
        assertThat(Scale.FULL.of(100)).isEqualTo(100);
    }

    @Test
    void a_line_that_differs_in_its_numbers_alone_is_said_twice() {
        assertThat(LogLines.saidTwice("no room after 17 ms\nmore\nno room after 18 ms\n"))
                .containsExactly("2 times: no room after N ms");
    }

    private static Table run(Campaign campaign) {
        return Torture.run(List.of(campaign), Scale.SHARE, new PrintStream(OutputStream.nullOutputStream()));
    }

    /** @param outcome null to break off */
    private static Campaign campaign(List<String> needs, Outcome outcome) {
        return new Campaign() {
            @Override
            public String name() {
                return "planned";
            }

            @Override
            public List<String> needs() {
                return needs;
            }

            @Override
            public Outcome run(Scale scale) {
                if (outcome == null) {
                    throw new IllegalStateException("planned");
                }
                return outcome;
            }
        };
    }
}
