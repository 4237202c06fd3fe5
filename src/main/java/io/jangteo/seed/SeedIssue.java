package io.jangteo.seed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A coupon that a user of a seed file has.
 *
 * @param coupon the offer: its reference, or its place
 * @param user the user: the reference, or the place
 * @param at when it was issued; the moment of loading if absent
 * @param revokedAt when it was taken back
 * @param revokeReason why; present exactly if {@code revokedAt} is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeedIssue(
        Object coupon,
        Object user,
        @Nullable Instant at,
        @Nullable Instant revokedAt,
        @Nullable String revokeReason) {}
