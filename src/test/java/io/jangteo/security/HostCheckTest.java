package io.jangteo.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
    private final HostCheck onLoopback = new HostCheck(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LocalHost:1",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.9.8.7",
                "[::1]",
                "[::1]:80"
            })
    void a_name_of_this_machine_passes(String host) {
        assertThatCode(() -> onLoopback.check(host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "127.evil.example",
                "localhost:8080@evil.example",
                "::1",
                "10.0.0.1",
                "0.0.0.0:8080",
                "[::2]",
                "localhost:",
                "localhost\n"
            })
    void any_other_name_is_turned_away(String host) {
        assertThatThrownBy(() -> onLoopback.check(host))
                .isInstanceOf(Problem.class)
                .hasMessage("FORBIDDEN");
    }

    @Test
    void a_server_for_others_has_names_it_cannot_know() {
        HostCheck forOthers = new HostCheck(false);
        assertThatCode(() -> forOthers.check("shop.example")).doesNotThrowAnyException();
        assertThatCode(() -> forOthers.check(null)).doesNotThrowAnyException();
    }
}
