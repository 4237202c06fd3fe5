package io.jangteo.dataplatform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The events after a place, piece by piece, as server-sent events. */
final class EventStream {
    /** Keeps a piece small enough to be held in memory for each reader. */
    private static final int PIECE_MAX = 100;

    private final Events events;
    private EventPlace place;

    EventStream(Events events, EventPlace place) {
        this.events = events;
        this.place = place;
    }

    /** Returns the next events; nothing if there are none yet. */
    byte[] next() {
        List<StoredEvent> next = events.stored(place, PIECE_MAX);
        EventPlace before = place;
        place = before.after(next);
        return next.stream()
                .map(event -> event.streamed(before.at(event)))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
