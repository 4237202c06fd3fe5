package io.jangteo.web;

import java.util.function.Supplier;

/**
 * A handler's result that goes on until the reader leaves or the server stops.
 *
 * @param first its first piece, possibly empty
 * @param next returns the next piece, or nothing if there is none yet; is asked once the one before was sent. Must be
 *     short: one thread asks for all readers
 */
public record Ongoing(String contentType, byte[] first, Supplier<byte[]> next) {
    public static final String SERVER_SENT_EVENTS = "text/event-stream";

    /** The header with the id of the last event that a client had before it connects again. */
    public static final String LAST_EVENT_ID = "Last-Event-ID";
}
