package io.jangteo.security;

import java.time.Instant;

/** A user's token, and when it ends. */
public record Token(String token, Instant expiresAt) {

    /** Whoever sees a token can use it: it does not belong into a log. */
    @Override
    public String toString() {
        return "Token[expiresAt=" + expiresAt + "]";
    }
}
