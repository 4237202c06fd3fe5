package io.jangteo.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A small share of each campaign, for whoever changes something; {@code make torture} runs them whole. */
class TortureIT {
    /** All but Lincheck's, which {@link InOrderTest} plays. */
    static List<Campaign> campaigns() {
        return Torture.campaigns().stream()
                .filter(campaign -> !(campaign instanceof InOrder))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("campaigns")
    void a_share_of_each_campaign_holds_and_its_planted_bug_is_caught(Campaign campaign) {
        Table table = Torture.run(List.of(campaign), Scale.SHARE, System.err);
        // What could not run here did not hold either: the row says what it lacks.
        assertThat(table.status()).as("seed %d\n%s", Seed.VALUE, table).isZero();
    }
}
