package io.jangteo.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jangteo.database.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Remembers recent valid credentials with their addresses. There they are checked even while others guess, so that
 * wrong attempts cannot lock out a keeper, or shoppers who share an address. At another address the same credential
 * counts as a guess.
 */
final class FamiliarCredentials {
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);
    private static final int CREDENTIALS_MAX = 20_000;

    /** Keyed by digest, so that no credential stays in memory. */
    private final Cache<ByteBuffer, Boolean> known = Caffeine.newBuilder()
            .maximumSize(CREDENTIALS_MAX)
            .expireAfterAccess(REMEMBERED_FOR)
            .build();

    /** Writes only what is new: this is called for each request, and a write costs the cache more than a look. */
    void remember(String address, String credential) {
        ByteBuffer digest = digest(address, credential);
        if (known.getIfPresent(digest) == null) {
            known.put(digest, true);
        }
    }

    boolean isKnown(String address, String credential) {
        return known.getIfPresent(digest(address, credential)) != null;
    }

    private static ByteBuffer digest(String address, String credential) {
        return ByteBuffer.wrap(Sha256.of(address + " " + credential));
    }
}
