package io.jangteo.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Marks the calls that a server makes to itself with a secret that only this process knows. */
public final class OwnCalls {
    /** The header that carries the secret. */
    public static final String HEADER = "X-Jangteo-Own";

    private final String secret;

    public OwnCalls() {
        this.secret = KeyFile.random();
    }

    /** The value of the header. */
    public String secret() {
        return secret;
    }

    /** Whether a request with this value of the header is the server's own. */
    public boolean isOwn(@Nullable String header) {
        return header != null
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.US_ASCII), header.getBytes(StandardCharsets.UTF_8));
    }
}
