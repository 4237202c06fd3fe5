package io.jangteo.administration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change by administration.
 *
 * @param at when it was made
 * @param key the name of the key that made it; {@code owner} for the one of the file or the environment
 * @param operation the call, as the OpenAPI document names it
 * @param target what it is about, such as {@code users/1}
 * @param reason the one that was given, where the call asks for one
 * @param requestId the request's id, as in its reply and in the access log
 */
public record AuditEntry(
        Instant at,
        String key,
        String operation,
        String target,
        @Nullable String reason,
        String requestId) {}
