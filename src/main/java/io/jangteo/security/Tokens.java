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
import java.nio.file.Path;
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
 * Makes and reads the users' tokens: JSON Web Tokens, signed with HMAC-SHA-256 and nothing else. A token counts for the
 * database that it was made for: another one has other users under the same numbers.
 */
public final class Tokens {
    public static final Duration TTL_MIN = Duration.ofSeconds(1);
    /** Nothing revokes a token but a new key: so none lives longer than 30 days. */
    public static final Duration TTL_MAX = Duration.ofDays(30);

    private static final String AUDIENCE = "jangteo";
    private static final String DATABASE_ID = "database";

    /** Ours have some 250 characters. */
    private static final int LENGTH_MAX = 1_024;

    private static final String HMAC = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    /** What two readers may understand in two ways is nothing to go by. */
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

    /** The database's id, once it was read; after a change another of these takes its place. */
    private static final class Known {
        private volatile @Nullable String id;
    }

    /** @param databaseId reads the id of the database whose users the tokens name */
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
     * Makes and reads the tokens of the database's users, with the key in the file, which is made if need be.
     *
     * @throws UnusableKey if the file cannot be used
     */
    public static Tokens of(Database database, Path keyFile, InstantSource clock) {
        return new Tokens(KeyFile.readOrCreate(keyFile), clock, () -> database.read(DatabaseId::of));
    }

    /**
     * Makes a token for the user. It counts in whole seconds, and ends no earlier than asked for.
     *
     * @param databaseId the id of the database in which the user was found
     */
    public Token issue(String databaseId, long userId, Duration ttl) {
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
                .withClaim(DATABASE_ID, databaseId)
                .withExpiresAt(expiresAt)
                .sign(algorithm);
        return new Token(token, expiresAt);
    }

    /**
     * The user whose token this is.
     *
     * @throws Problem {@code UNAUTHENTICATED} if it is no token for this database, or has ended
     */
    public long userOf(String token) {
        return find(token).orElseThrow(Refusals.UNAUTHENTICATED::problem);
    }

    /** Has the id read again: the database may have another one. Never waits for the database. */
    public void forgetDatabaseId() {
        known = new Known();
    }

    /** The user whose token this is; empty if it is no token for this database, or has ended. */
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

    /** Looks at nothing but the bytes: what is not signed with our key is not read. */
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

    /** {@code null} for what our key signed and is no token that counts; the library fails on such in many ways. */
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

    /** A read that is overtaken by a change answers its own caller alone: nobody else looks at what it found. */
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
