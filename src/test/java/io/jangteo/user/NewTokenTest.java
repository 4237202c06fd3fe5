package io.jangteo.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewTokenTest {

    @Test
    void a_token_may_live_a_second_to_thirty_days() {
        assertThat(new NewToken(1L, 1L).ttl()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new NewToken(1L, 2_592_000L).ttl()).isEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = {0, -1, 2_592_001})
    void any_other_life_is_refused(Long ttlSeconds) {
        assertThatThrownBy(() -> new NewToken(1L, ttlSeconds))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("MALFORMED_REQUEST");
    }

    @Test
    void a_token_needs_a_user() {
        assertThatThrownBy(() -> new NewToken(null, 60L))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("MALFORMED_REQUEST");
    }
}
