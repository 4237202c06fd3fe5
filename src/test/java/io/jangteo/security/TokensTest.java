package io.jangteo.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import io.jangteo.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String DATABASE = "0f1e2d3c";
    private static final Algorithm ALGORITHM = Algorithm.HMAC256(SECRET);

    private Instant now = Instant.parse("2026-11-22T00:00:00.400Z");
    private Supplier<String> databaseId = () -> DATABASE;
    private final Tokens tokens = new Tokens(SECRET, () -> now, () -> databaseId.get());

    @Test
    void a_token_names_its_user() {
        assertThat(tokens.userOf(tokens.issue(DATABASE, 42, Duration.ofHours(1)).token()))
                .isEqualTo(42);
        assertThat(tokens.userOf(tokens.issue(DATABASE, Long.MAX_VALUE / 10, Duration.ofHours(1))
                        .token()))
                .isEqualTo(Long.MAX_VALUE / 10);
    }

    @Test
    void a_token_ends_when_it_said_and_not_a_moment_later() {
        Token token = tokens.issue(DATABASE, 42, Duration.ofSeconds(10));
        assertThat(token.expiresAt()).isEqualTo(Instant.parse("2026-11-22T00:00:11Z"));
        now = token.expiresAt().minusMillis(1);
        assertThat(tokens.userOf(token.token())).isEqualTo(42);
        now = token.expiresAt();
        assertRefused(token.token());
        now = token.expiresAt().plus(Duration.ofDays(400));
        assertRefused(token.token());
    }

    @Test
    void a_token_lives_a_second_to_thirty_days() {
        tokens.issue(DATABASE, 1, Duration.ofSeconds(1));
        tokens.issue(DATABASE, 1, Duration.ofDays(30));
        assertThatThrownBy(() -> tokens.issue(DATABASE, 1, Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.issue(DATABASE, 1, Duration.ofDays(30).plusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_token_made_by_hand_counts_if_nothing_is_missing() {
        assertThat(tokens.userOf(claims().sign(ALGORITHM))).isEqualTo(42);
    }

    @Test
    void a_token_of_another_secret_is_refused() {
        assertRefused(claims().sign(Algorithm.HMAC256("another secret, as long as the first")));
    }

    @Test
    void a_token_of_another_algorithm_is_refused() {
        assertRefused(claims().sign(Algorithm.none()));
        assertRefused(claims().sign(Algorithm.HMAC512(SECRET)));
    }

    @Test
    void a_token_whose_signature_was_cut_off_is_refused() {
        String token = claims().sign(ALGORITHM);
        assertRefused(token.substring(0, token.lastIndexOf('.') + 1));
        String unsigned = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));
        assertRefused(unsigned + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1));
    }

    @Test
    void a_token_that_was_changed_is_refused() {
        String token = claims().sign(ALGORITHM);
        String other = claims().withSubject("43").sign(ALGORITHM);
        String mixed = other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
        assertRefused(mixed);
    }

    @Test
    void a_token_for_another_audience_is_refused() {
        assertRefused(claims().withAudience("elsewhere").sign(ALGORITHM));
        assertRefused(JWT.create()
                .withSubject("42")
                .withClaim("database", DATABASE)
                .withExpiresAt(now.plusSeconds(60))
                .sign(ALGORITHM));
    }

    @Test
    void a_token_without_an_end_is_refused() {
        assertRefused(JWT.create()
                .withSubject("42")
                .withAudience("jangteo")
                .withClaim("database", DATABASE)
                .sign(ALGORITHM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "042", "4x", "9999999999999999999", "٣"})
    void a_token_for_nobody_is_refused(String subject) {
        assertRefused(claims().withSubject(subject).sign(ALGORITHM));
        assertRefused(JWT.create()
                .withAudience("jangteo")
                .withClaim("database", DATABASE)
                .withExpiresAt(now.plusSeconds(60))
                .sign(ALGORITHM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "not a token", "eyJ9.eyJ9.x"})
    void what_is_no_token_is_refused(String text) {
        assertRefused(text);
    }

    @Test
    void a_token_for_another_database_or_for_none_is_refused() {
        assertRefused(tokens.issue("another", 42, Duration.ofHours(1)).token());
        assertRefused(claims().withClaim("database", 7).sign(ALGORITHM));
        assertRefused(JWT.create()
                .withAudience("jangteo")
                .withSubject("42")
                .withExpiresAt(now.plusSeconds(60))
                .sign(ALGORITHM));
    }

    @Test
    void the_id_of_the_database_is_read_once_and_again_after_it_may_have_changed() {
        AtomicInteger reads = new AtomicInteger();
        databaseId = () -> "id-" + reads.incrementAndGet();
        String first = tokens.issue("id-1", 42, Duration.ofHours(1)).token();
        String second = tokens.issue("id-2", 42, Duration.ofHours(1)).token();
        assertThat(tokens.userOf(first)).isEqualTo(42);
        assertThat(tokens.userOf(first)).isEqualTo(42);
        assertRefused(second);
        tokens.forgetDatabaseId();
        assertThat(tokens.userOf(second)).isEqualTo(42);
        assertRefused(first);
        assertThat(reads).hasValue(2);
    }

    @Test
    void an_id_that_was_read_before_a_change_is_not_kept_after_it() {
        databaseId = () -> {
            databaseId = () -> "new";
            tokens.forgetDatabaseId();
            return "old";
        };
        String old = tokens.issue("old", 42, Duration.ofHours(1)).token();
        // The caller whose own read was overtaken may get either result.
        tokens.find(old);
        assertRefused(old);
        assertThat(tokens.userOf(tokens.issue("new", 42, Duration.ofHours(1)).token()))
                .isEqualTo(42);
    }

    private JWTCreator.Builder claims() {
        return JWT.create()
                .withAudience("jangteo")
                .withSubject("42")
                .withClaim("database", DATABASE)
                .withExpiresAt(now.plusSeconds(60));
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> tokens.userOf(token))
                .isInstanceOf(Problem.class)
                .hasMessage("UNAUTHENTICATED");
    }
}
