package io.jangteo.dataplatform;

import static io.jangteo.dataplatform.EventRefusals.EVENTS_GONE;

import io.jangteo.database.Database;
import io.jangteo.problem.Refusals;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything that the data platform is told of, in order, for readers who ask for it. */
public final class Events {
    private static final Pattern MESSAGE_ID = Pattern.compile("msg_[0-9a-f]{32}");

    private final Database database;
    private final SettledEvents settled;

    public Events(Database database) {
        this.database = database;
        this.settled = new SettledEvents(database);
    }

    /**
     * Returns the place after which to go on reading.
     *
     * @param after the {@code nextCursor} of a page, the id of an event, or {@code null} for the first one that there
     *     is
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST}; {@code EVENTS_GONE}
     */
    public EventPlace placeOf(@Nullable String after) {
        if (after == null) {
            return database.read(handle -> EventPlace.of(handle, EventSql.deletedTo(handle)));
        }
        if (MESSAGE_ID.matcher(after).matches()) {
            return database.read(
                    handle -> EventPlace.of(handle, EventSql.idOf(handle, after).orElseThrow(EVENTS_GONE::problem)));
        }
        return EventPlace.parse(after)
                .orElseThrow(() -> Refusals.malformed("after", "a nextCursor, or the id of an event"));
    }

    /**
     * Returns the next events.
     *
     * @throws io.jangteo.problem.Problem {@code EVENTS_GONE} if some of them are not there any more, or never were in
     *     this shop
     */
    public EventPage after(EventPlace place, int limit) {
        List<StoredEvent> events = stored(place, limit);
        return new EventPage(
                events.stream().map(StoredEvent::listed).toList(),
                place.after(events).toString());
    }

    /** Returns how far the events can be read now: another place once there are more. */
    public long readable() {
        return settled.upTo();
    }

    List<StoredEvent> stored(EventPlace place, int limit) {
        long upTo = settled.upTo();
        return database.read(handle -> {
            place.requireWhole(handle);
            return EventSql.list(handle, place.id(), upTo, limit);
        });
    }
}
