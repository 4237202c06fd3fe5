package io.jangteo.administration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of administration beside the owner's, without the key itself.
 *
 * @param lastUsedAt when it was last used, to about a minute; {@code null} if it has not been
 * @param revokedAt when it was revoked; {@code null} while it is valid
 */
public record NamedKey(
        String name,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
