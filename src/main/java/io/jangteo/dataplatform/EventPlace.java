package io.jangteo.dataplatform;

import static io.jangteo.dataplatform.EventRefusals.EVENTS_GONE;

import io.jangteo.database.DatabaseId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * A place among the events of one database: those of another that takes its place have the same numbers.
 *
 * @param database the beginning of the database's id
 * @param id the last event's before it; 0 at the beginning
 */
public record EventPlace(String database, long id) {
    private static final int DATABASE_LENGTH = 8;
    private static final Pattern CURSOR = Pattern.compile("(?:([0-9a-f]{" + DATABASE_LENGTH + "})-)?([0-9]{1,18})");

    static EventPlace of(Handle handle, long id) {
        return new EventPlace(database(handle), id);
    }

    /** Returns the place of a cursor; empty if it is none. One without a database was given by none. */
    static Optional<EventPlace> parse(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        return matcher.matches()
                ? Optional.of(new EventPlace(
                        Optional.ofNullable(matcher.group(1)).orElse(""), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** Returns the place after some events that follow this one. */
    EventPlace after(List<StoredEvent> events) {
        return events.isEmpty()
                ? this
                : new EventPlace(database, events.get(events.size() - 1).place());
    }

    /** Returns this place in the same database after that event. */
    EventPlace at(StoredEvent event) {
        return new EventPlace(database, event.place());
    }

    /**
     * Checks that every event after this place is there, or still to come.
     *
     * @throws io.jangteo.problem.Problem {@code EVENTS_GONE}
     */
    void requireWhole(Handle handle) {
        boolean isOfAnother = !database.equals(database(handle));
        if (isOfAnother || id < EventSql.deletedTo(handle) || (id > 0 && id > EventSql.newest(handle))) {
            throw EVENTS_GONE.problem();
        }
    }

    /** Returns the cursor, which callers treat as opaque. */
    @Override
    public String toString() {
        return database + "-" + id;
    }

    private static String database(Handle handle) {
        return DatabaseId.of(handle).substring(0, DATABASE_LENGTH);
    }
}
