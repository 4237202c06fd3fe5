package io.jangteo.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A small share of each campaign, for whoever changes something; {@code make strangers} runs them whole. */
class StrangersIT {
    static List<Campaign> campaigns() {
        return Strangers.campaigns();
    }

    @ParameterizedTest
    @MethodSource("campaigns")
    void a_share_of_each_campaign_holds_and_its_control_is_caught(Campaign campaign) {
        Table table = Torture.run(List.of(campaign), Scale.SHARE, System.err);
        assertThat(table.status()).as("seed %d\n%s", Seed.VALUE, table).isZero();
    }
}
