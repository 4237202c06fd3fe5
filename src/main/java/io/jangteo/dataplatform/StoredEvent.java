package io.jangteo.dataplatform;

import java.time.Instant;

/**
 * An event with its place among all.
 *
 * @param place higher for a later one
 * @param payload its message
 */
record StoredEvent(long place, String messageId, String type, Instant at, String payload) {
    private static final String DATA = "\"data\":";

    /** Returns it as it is listed. */
    Event listed() {
        // What comes before it in the message is an id, a type and a time, none of which holds that.
        int data = payload.indexOf(DATA) + DATA.length();
        return new Event(messageId, type, at, payload.substring(data, payload.length() - 1));
    }

    /**
     * Returns it as an event of a stream, for {@code EventSource}.
     *
     * @param own where to go on after it
     */
    String streamed(EventPlace own) {
        return "id: " + own + "\nevent: " + type + "\ndata: " + payload + "\n\n";
    }
}
