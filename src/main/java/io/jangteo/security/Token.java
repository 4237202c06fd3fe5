package io.jangteo.security;

import java.time.Instant;

/** A user's token and its expiry. */
public record Token(String token, Instant expiresAt) {

    /** Omits the token, which must never be logged: anyone who sees it can use it. */
    @Override
    public String toString() {
        return "Token[expiresAt=" + expiresAt + "]";
    }
}
