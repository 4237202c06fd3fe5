package io.jangteo.web;

import java.time.Duration;

/**
 * How the server listens.
 *
 * @param port 0 for any free port
 * @param bodyMaxBytes the largest request body, in bytes
 * @param readsMax requests that read at the same time
 * @param waitingMax requests that may wait for a place; further ones are refused with {@code OVERLOADED}
 * @param waitLimit how long a request may wait for a place before it is refused with {@code OVERLOADED}
 * @param stopTimeout how long pending requests may take once the server stops
 */
public record ServerSettings(
        String host,
        int port,
        int bodyMaxBytes,
        int readsMax,
        int waitingMax,
        Duration waitLimit,
        Duration stopTimeout) {}
