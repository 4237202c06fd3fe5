package io.jangteo.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
    private final HostCheck onLoopback = new HostCheck(HostCheck.Names.LOOPBACK, List.of());

    private final HostCheck published = new HostCheck(HostCheck.Names.PUBLISHED, List.of("shop"));

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
                "[::1]:80",
                "shop.localhost:8080",
                "a.b.LOCALHOST"
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
                "host.docker.internal",
                "[127.0.0.1]",
                "127.0.0.256",
                "127.0.0.01",
                "evillocalhost",
                "localhost.",
                ".localhost.evil.example",
                "localhost:",
                "localhost\n"
            })
    void any_other_name_is_turned_away(String host) {
        assertThatThrownBy(() -> onLoopback.check(host))
                .isInstanceOf(Problem.class)
                .hasMessage("FORBIDDEN");
    }

    @Test
    void a_server_that_asks_for_tokens_has_names_it_cannot_know() {
        HostCheck any = new HostCheck(HostCheck.Names.ANY, List.of());
        assertThatCode(() -> any.check("shop.example")).doesNotThrowAnyException();
        assertThatCode(() -> any.check(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "shop.localhost",
                "10.0.0.1:80",
                "[2001:db8::1]:8080",
                "0.0.0.0",
                "host.docker.internal:8080",
                "Shop:8080"
            })
    void a_published_port_is_also_known_by_addresses_and_the_names_that_were_given(String host) {
        assertThatCode(() -> published.check(host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"evil.example", "shop.evil.example", "docker.internal", "10.0.0", "1", "0x7f.1", "[::1", "*"})
    void a_page_s_own_name_is_none_of_them(String host) {
        assertThatThrownBy(() -> published.check(host))
                .isInstanceOf(Problem.class)
                .hasMessage("FORBIDDEN");
    }

    @Test
    void a_star_is_any_name() {
        HostCheck any = new HostCheck(HostCheck.Names.PUBLISHED, List.of("shop", "*"));
        assertThatCode(() -> any.check("shop.example")).doesNotThrowAnyException();
    }

    @Test
    void the_refusal_names_the_flag_and_no_text_that_is_no_name() {
        Texts texts = new Texts();
        Problem named = catchThrowableOfType(Problem.class, () -> onLoopback.check("Shop:8080"));
        assertThat(texts.detail(named, Locale.ENGLISH))
                .contains("--allow-host shop")
                .doesNotContain("8080");
        assertThat(texts.detail(named, Locale.KOREAN)).contains("--allow-host shop");
        Problem odd = catchThrowableOfType(Problem.class, () -> onLoopback.check("<b>"));
        assertThat(texts.detail(odd, Locale.ENGLISH))
                .contains("--allow-host NAME")
                .doesNotContain("<b>");
    }
}
