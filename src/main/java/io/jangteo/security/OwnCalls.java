package io.jangteo.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Marks the calls that a server makes to itself with a secret that only this process knows. */
public final class OwnCalls {
    /** The header that carries the secret. */
    public static final String HEADER = "X-Jangteo-Own";

    private static final int SECRET_BYTES = 32;

    private final String secret;

    public OwnCalls() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.secret = HexFormat.of().formatHex(bytes);
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
