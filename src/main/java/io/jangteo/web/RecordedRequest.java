package io.jangteo.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that was answered, without its headers, and without whatever looks like a secret.
 *
 * @param id as in the reply's {@code X-Request-Id}
 * @param at the shop's time of the answer
 * @param testId the header {@code X-Test-Id}
 * @param path with its query, as it was sent
 * @param route the method and the pattern of the path, or what stands for an unknown one
 * @param status 0 if the caller had gone
 * @param code why it was refused
 * @param requestBody up to 4 KiB of it
 * @param responseBody up to 4 KiB of it; {@code null} if the call's replies hold secrets
 */
public record RecordedRequest(
        String id,
        Instant at,
        @Nullable String testId,
        String method,
        String path,
        String route,
        int status,
        @Nullable String code,
        double milliseconds,
        @Nullable String requestBody,
        @Nullable String responseBody) {}
