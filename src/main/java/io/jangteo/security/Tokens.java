package io.jangteo.security;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jangteo.database.Database;
import io.jangteo.database.DatabaseId;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies user tokens: JSON Web Tokens, signed with HMAC-SHA-256 only. A token is valid for one database
 * only: another one has other users under the same numbers.
 */
public final class Tokens {
    public static final Duration TTL_MIN = Duration.ofSeconds(1);
    /** Limits a token to 30 days, since only a new key can revoke it. */
    public static final Duration TTL_MAX = Duration.ofDays(30);

    private static final String AUDIENCE = "jangteo";
    private static final String DATABASE_ID = "database";

    /** Our tokens have about 250 characters. */
    private static final int LENGTH_MAX = 1_024;

    private static final String HMAC = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    /** Refuses JSON that two parsers may interpret differently. */
    private static final ObjectReader STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final SecretKeySpec key;
    private final Algorithm algorithm;
    private final InstantSource clock;
    private final Supplier<String> databaseId;
    private final JWTVerifier verifier;
    private volatile Known known = new Known();

    /** The cached id of the database; a change replaces this object with a new one. */
    private static final class Known {
        private volatile @Nullable String id;
    }

    /** @param databaseId reads the id of the database that holds the users */
    Tokens(String secret, InstantSource clock, Supplier<String> databaseId) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(bytes, HMAC);
        this.algorithm = Algorithm.HMAC256(bytes);
        this.clock = clock;
        this.databaseId = databaseId;
        JWTVerifier.BaseVerification verification = (JWTVerifier.BaseVerification)
                JWT.require(algorithm).withAudience(AUDIENCE).withClaimPresence("sub");
        this.verifier = verification.build(clock.withZone(ZoneOffset.UTC));
    }

    /**
     * Issues and verifies tokens of the database's users.
     *
     * @param key signs them
     */
    public static Tokens of(Database database, String key, InstantSource clock) {
        return new Tokens(key, clock, () -> database.read(DatabaseId::of));
    }

    /**
     * Issues a token for the user. The expiry is rounded up to a whole second.
     *
     * @param databaseId the id of the database in which the user was found
     */
    public Token issue(String databaseId, long userId, Duration ttl) {
        if (ttl.compareTo(TTL_MIN) < 0 || ttl.compareTo(TTL_MAX) > 0) {
            throw new IllegalArgumentException("A token is valid for " + TTL_MIN + " to " + TTL_MAX + ": " + ttl);
        }
        Instant end = clock.instant().plus(ttl);
        Instant expiresAt = end.truncatedTo(ChronoUnit.SECONDS);
        if (expiresAt.isBefore(end)) {
            expiresAt = expiresAt.plusSeconds(1);
        }
        String token = JWT.create()
                .withAudience(AUDIENCE)
                .withSubject(Long.toString(userId))
                .withClaim(DATABASE_ID, databaseId)
                .withExpiresAt(expiresAt)
                .sign(algorithm);
        return new Token(token, expiresAt);
    }

    /**
     * The user that the token belongs to.
     *
     * @throws Problem {@code UNAUTHENTICATED} if it is not a token for this database, or has expired
     */
    public long userOf(String token) {
        return find(token).orElseThrow(Refusals.UNAUTHENTICATED::problem);
    }

    /** Discards the cached database id, which may have changed. Never waits for the database. */
    public void forgetDatabaseId() {
        known = new Known();
    }

    /** The user that the token belongs to; empty if it is not a token for this database, or has expired. */
    OptionalLong find(String token) {
        if (!isSigned(token)) {
            return OptionalLong.empty();
        }
        DecodedJWT decoded = decode(token);
        if (decoded == null) {
            return OptionalLong.empty();
        }
        String subject = String.valueOf(decoded.getSubject());
        boolean counts = databaseId().equals(decoded.getClaim(DATABASE_ID).asString());
        return counts && subject.matches("[1-9][0-9]{0,17}")
                ? OptionalLong.of(Long.parseLong(subject))
                : OptionalLong.empty();
    }

    /** Verifies the signature on the bytes, before anything is parsed. */
    private boolean isSigned(String token) {
        int end = token.lastIndexOf('.');
        if (token.length() > LENGTH_MAX || end < 0) {
            return false;
        }
        String signature = token.substring(end + 1);
        return MessageDigest.isEqual(
                signature(token.substring(0, end)).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String signed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Decodes a signed token; {@code null} if it is invalid, for which the library throws various exceptions. */
    private @Nullable DecodedJWT decode(String token) {
        try {
            String[] parts = token.split("\\.", -1);
            JsonNode header = object(parts[0]);
            JsonNode claims = object(parts[1]);
            boolean sound = parts.length == 3
                    && !header.has("crit")
                    && claims.path("sub").isTextual()
                    && claims.path("exp").isIntegralNumber()
                    && claims.path("exp").canConvertToLong();
            return sound ? verifier.verify(token) : null;
        } catch (IOException | RuntimeException thrown) {
            return null;
        }
    }

    private static JsonNode object(String part) throws IOException {
        return STRICT.readTree(Base64.getUrlDecoder().decode(part));
    }

    /**
     * The id of the database. A read that a change overtakes affects its own caller only: it is cached in an object
     * that is no longer used.
     */
    private String databaseId() {
        Known current = known;
        String id = current.id;
        if (id == null) {
            id = databaseId.get();
            current.id = id;
        }
        return id;
    }
}
