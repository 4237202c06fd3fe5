package io.jangteo.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The reply to a request, ready to be sent or stored.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body
 * @param location the {@code Location} header, if something was created
 * @param body the bytes to send, possibly none
 */
public record Reply(
        int status, String contentType, @Nullable String location, byte[] body) {
    public static final String JSON = "application/json";
    public static final String PROBLEM_JSON = "application/problem+json";
}
