package io.jangteo.security;

import io.jangteo.database.Sha256;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The key that makes its holder the administrator. Only its digest stays in memory. */
public final class AdminKey {
    private final byte[] digest;

    public AdminKey(String key) {
        this.digest = Sha256.of(key);
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
        return MessageDigest.isEqual(digest, Sha256.of(presented));
    }
}
