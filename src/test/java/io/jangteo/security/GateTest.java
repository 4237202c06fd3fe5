package io.jangteo.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final String ADMIN = "Bearer the-key-of-the-admin";

    private final Tokens tokens =
            new Tokens("0123456789abcdef0123456789abcdef", () -> Instant.parse("2026-11-22T00:00:00Z"), () -> "db");
    private final AdminKey adminKey = new AdminKey("the-key-of-the-admin");
    private final Gate open = new Gate(adminKey, OtherKeys.NONE, tokens, false);
    private final Gate withTokens = new Gate(adminKey, OtherKeys.NONE, tokens, true);

    @Test
    void the_admin_key_opens_an_admin_route_in_either_mode() {
        assertThat(identify(open, true, false, ADMIN)).isEqualTo(Caller.Administrator.OWNER);
        assertThat(identify(withTokens, true, false, ADMIN)).isEqualTo(Caller.Administrator.OWNER);
        assertThat(identify(open, true, false, "bearer  the-key-of-the-admin")).isEqualTo(Caller.Administrator.OWNER);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Bearer the-key-of-the-admi",
                "Bearer the-key-of-the-adminn",
                "the-key-of-the-admin",
                "Basic the-key-of-the-admin",
                "Bearer THE-KEY-OF-THE-ADMIN"
            })
    void an_admin_route_stays_closed_without_the_key_in_either_mode(String authorization) {
        assertRefused("UNAUTHENTICATED", open, true, authorization);
        assertRefused("UNAUTHENTICATED", withTokens, true, authorization);
    }

    @Test
    void a_user_s_token_does_not_make_an_administrator() {
        assertRefused("FORBIDDEN", withTokens, true, tokenOf(7));
        assertRefused("FORBIDDEN", open, true, tokenOf(7));
    }

    @Test
    void an_open_server_asks_shoppers_for_nothing() {
        assertThat(identify(open, false, true, null)).isEqualTo(new Caller.Anyone());
        assertThat(identify(open, false, true, "Bearer nonsense")).isEqualTo(new Caller.Anyone());
    }

    @Test
    void with_tokens_a_shopper_is_the_user_of_the_token() {
        assertThat(identify(withTokens, false, true, tokenOf(7))).isEqualTo(new Caller.Shopper(7));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer ", "Bearer nonsense", "Bearer the-key-of-the-admi"})
    void with_tokens_nobody_else_is_a_shopper(String authorization) {
        assertRefused("UNAUTHENTICATED", withTokens, false, authorization);
    }

    @Test
    void a_public_route_asks_nobody() {
        assertThat(identify(withTokens, false, false, null)).isEqualTo(new Caller.Anyone());
        assertThat(identify(withTokens, false, false, "Bearer nonsense")).isEqualTo(new Caller.Anyone());
        assertThat(identify(withTokens, false, false, tokenOf(7))).isEqualTo(new Caller.Shopper(7));
    }

    @Test
    void with_tokens_the_admin_key_makes_an_administrator_on_every_route_who_may_act_as_any_user() {
        assertThat(identify(withTokens, false, true, ADMIN)).isEqualTo(Caller.Administrator.OWNER);
        assertThat(identify(withTokens, false, false, ADMIN)).isEqualTo(Caller.Administrator.OWNER);
        Caller.Administrator.OWNER.mustBe(7);
    }

    @Test
    void an_open_server_keeps_the_same_keys_for_a_shoppers_call_with_the_admin_key_and_without() {
        assertThat(identify(open, false, true, ADMIN)).isEqualTo(new Caller.Anyone());
        assertThat(identify(open, false, false, ADMIN)).isEqualTo(new Caller.Anyone());
        assertThat(open.recognise("the-key-of-the-admin")).contains(Caller.Administrator.OWNER);
    }

    @Test
    void an_open_server_takes_a_token_for_nobody_s() {
        assertThat(identify(open, false, true, tokenOf(7))).isEqualTo(new Caller.Anyone());
        assertThat(identify(open, false, false, tokenOf(7))).isEqualTo(new Caller.Anyone());
    }

    @Test
    void a_revoked_key_is_refused_on_every_route_in_either_mode() {
        for (boolean tokensRequired : new boolean[] {false, true}) {
            Gate gate = new Gate(adminKey, key -> Optional.of(new Caller.Revoked("crm")), tokens, tokensRequired);
            for (boolean admin : new boolean[] {false, true}) {
                for (boolean shopper : new boolean[] {false, true}) {
                    assertThatThrownBy(() -> identify(gate, admin, shopper, "Bearer jangteo_old"))
                            .isInstanceOf(Problem.class)
                            .hasMessage("UNAUTHENTICATED");
                }
            }
        }
    }

    private String tokenOf(long userId) {
        return "Bearer " + tokens.issue("db", userId, Duration.ofHours(1)).token();
    }

    private static Caller identify(Gate gate, boolean admin, boolean shopper, String authorization) {
        return gate.admit(admin, shopper, Gate.credential(authorization).flatMap(gate::recognise));
    }

    private static void assertRefused(String code, Gate gate, boolean admin, String authorization) {
        assertThatThrownBy(() -> identify(gate, admin, !admin, authorization))
                .isInstanceOf(Problem.class)
                .hasMessage(code);
    }
}
