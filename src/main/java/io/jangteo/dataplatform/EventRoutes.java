package io.jangteo.dataplatform;

import io.jangteo.problem.Refusals;
import io.jangteo.web.Awaited;
import io.jangteo.web.Ongoing;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The administrator's route for the events. */
public final class EventRoutes {
    private static final long WAIT_MAX_SECONDS = 30;

    private EventRoutes() {}

    public static List<Route> of(Events events) {
        return List.of(Route.get(Route.ADMIN + "/events")
                .named("listEvents", "What the data platform is told of, in order; waits for more, or streams it")
                .access(Route.Access.ADMIN)
                .query("after", "string", "The nextCursor of the previous page, or an event's id; the first if omitted")
                .query("limit", "integer", "The most events in a page, 1 to 100")
                .query("wait", "integer", "How long to wait for the first event, in seconds, up to 30; 0 if omitted")
                .replies(EventPage.class)
                .streams()
                .refuses(EventRefusals.EVENTS_GONE)
                .waits(request -> list(events, request)));
    }

    private static Awaited list(Events events, Request request) {
        int limit = request.page().limit();
        Duration wait = wait(request);
        String after = after(request);
        return request.accepts(Ongoing.SERVER_SENT_EVENTS)
                ? new Awaited(Duration.ZERO, isLast -> stream(events, after))
                : new Awaited(wait, isLast -> {
                    EventPage page = events.after(events.placeOf(after), limit);
                    return page.events().isEmpty() && !isLast ? null : page;
                });
    }

    private static Ongoing stream(Events events, @Nullable String after) {
        EventStream stream = new EventStream(events, events.placeOf(after));
        // Refused now, if at all.
        byte[] first = stream.next();
        return new Ongoing(Ongoing.SERVER_SENT_EVENTS, first, stream::next);
    }

    /** A browser that connects again sends where it was, at the address that it began with. */
    private static @Nullable String after(Request request) {
        return request.header(Ongoing.LAST_EVENT_ID)
                .or(() -> request.query("after"))
                .orElse(null);
    }

    private static Duration wait(Request request) {
        long seconds = request.optionalNumber("wait").orElse(0L);
        if (seconds > WAIT_MAX_SECONDS) {
            throw Refusals.malformed("wait", "a whole number from 0 to " + WAIT_MAX_SECONDS);
        }
        return Duration.ofSeconds(seconds);
    }
}
