package io.jangteo.security;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** Makes and reads the users' tokens: JSON Web Tokens, signed with HMAC-SHA-256 and nothing else. */
public final class Tokens {
    public static final Duration TTL_MIN = Duration.ofSeconds(1);
    /** Nothing revokes a token but a new key: so none lives longer than 30 days. */
    public static final Duration TTL_MAX = Duration.ofDays(30);

    private static final String AUDIENCE = "jangteo";

    private final Algorithm algorithm;
    private final InstantSource clock;
    private final JWTVerifier verifier;

    public Tokens(String secret, InstantSource clock) {
        this.algorithm = Algorithm.HMAC256(secret.getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
        JWTVerifier.BaseVerification verification = (JWTVerifier.BaseVerification) JWT.require(algorithm)
                .withAudience(AUDIENCE)
                .withClaimPresence("sub")
                .withClaimPresence("exp");
        this.verifier = verification.build(clock.withZone(ZoneOffset.UTC));
    }

    /** A token for the user. It counts in whole seconds, and ends no earlier than asked for. */
    public Token issue(long userId, Duration ttl) {
        if (ttl.compareTo(TTL_MIN) < 0 || ttl.compareTo(TTL_MAX) > 0) {
            throw new IllegalArgumentException("A token lives from " + TTL_MIN + " to " + TTL_MAX + ": " + ttl);
        }
        Instant end = clock.instant().plus(ttl);
        Instant expiresAt = end.truncatedTo(ChronoUnit.SECONDS);
        if (expiresAt.isBefore(end)) {
            expiresAt = expiresAt.plusSeconds(1);
        }
        String token = JWT.create()
                .withAudience(AUDIENCE)
                .withSubject(Long.toString(userId))
                .withExpiresAt(expiresAt)
                .sign(algorithm);
        return new Token(token, expiresAt);
    }

    /**
     * The user whose token this is.
     *
     * @throws Problem {@code UNAUTHENTICATED} if it is no token of this shop, or has ended
     */
    public long userOf(String token) {
        return find(token).orElseThrow(Refusals.UNAUTHENTICATED::because);
    }

    OptionalLong find(String token) {
        try {
            String subject = String.valueOf(verifier.verify(token).getSubject());
            return subject.matches("[1-9][0-9]{0,17}")
                    ? OptionalLong.of(Long.parseLong(subject))
                    : OptionalLong.empty();
        } catch (JWTVerificationException thrown) {
            return OptionalLong.empty();
        }
    }
}
