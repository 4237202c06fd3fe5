package io.jangteo.web;

import org.jspecify.annotations.Nullable;

/**
 * A change by administration.
 *
 * @param key the name of the key with which it was made
 * @param operation the call's name
 * @param target what it is about: the path down to its last parameter, else what was created, else the path's first
 *     word
 * @param reason the one in the request, if the call asks for one
 */
public record Change(
        String key,
        String operation,
        String target,
        @Nullable String reason,
        String requestId) {}
