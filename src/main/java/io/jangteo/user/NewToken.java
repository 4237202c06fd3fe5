package io.jangteo.user;

import io.jangteo.problem.Expect;
import io.jangteo.security.Tokens;
import java.time.Duration;

/**
 * A request to create a token.
 *
 * @param userId the token's user
 * @param ttlSeconds how long it is valid, 1 to 2,592,000 (30 days)
 */
public record NewToken(Long userId, Long ttlSeconds) {
    public NewToken {
        Expect.present("userId", userId);
        Expect.between("ttlSeconds", Tokens.TTL_MIN.toSeconds(), Tokens.TTL_MAX.toSeconds(), ttlSeconds);
    }

    Duration ttl() {
        return Duration.ofSeconds(ttlSeconds);
    }
}
