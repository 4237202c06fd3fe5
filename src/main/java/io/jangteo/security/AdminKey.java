package io.jangteo.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The key that makes its holder the administrator. Only its digest stays in memory. */
public final class AdminKey {
    private final byte[] digest;

    public AdminKey(String key) {
        this.digest = digest(key);
    }

    /**
     * Uses the configured key, or else the one in the file, which is created if it is absent.
     *
     * @throws UnusableKey if the file is needed and cannot be used
     */
    public static AdminKey of(@Nullable String configured, Path file) {
        return new AdminKey(configured == null ? KeyFile.readOrCreate(file) : configured);
    }

    /** Takes the same time for any wrong key: compares digests, in constant time. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(digest, digest(presented));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
