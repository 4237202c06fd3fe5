package io.jangteo.web;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line for each request that was answered: who asked for what, and how it ended. It never holds a path, a query, a
 * header or a body, so no secret either: the route is that of the table.
 */
public final class AccessLog {
    /** Keeps nothing. */
    public static final AccessLog OFF = new AccessLog(null, LogFormat.TEXT, InstantSource.system());

    /** The status where no reply was sent: the caller had left, or was too slow. */
    static final int NOT_SENT = 0;

    /** The route of what the HTTP server itself answered: no request that a route could have. */
    static final String NO_REQUEST = "http";

    private static final double NANOS_PER_MILLISECOND = 1e6;
    private static final double STEPS_PER_MILLISECOND = 1e3;

    private final @Nullable LineQueue lines;
    private final LogFormat format;
    private final InstantSource clock;

    /**
     * @param clock the real time, whatever the shop's is
     */
    public AccessLog(@Nullable LineQueue lines, LogFormat format, InstantSource clock) {
        this.lines = lines;
        this.format = format;
        this.clock = clock;
    }

    /** Whether lines are kept at all: where not, nobody has to find out what would stand in them. */
    boolean isOn() {
        return lines != null;
    }

    /**
     * Adds a request's line, if lines are kept; never waits for the log.
     *
     * @param requestId the one in the reply
     * @param route the method and the pattern of the path, such as {@code GET /api/v1/users/{userId}}
     * @param code why it was refused, {@code null} if it was not
     * @param nanos from the request to its answer; 0 where nobody knows
     * @param caller the name that belongs to the key or token that was shown, else the address
     */
    void record(String requestId, String route, int status, @Nullable String code, long nanos, String caller) {
        if (lines == null) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", requestId);
        fields.put("route", route);
        fields.put("status", status);
        fields.put("code", code);
        fields.put(
                "milliseconds",
                Math.round(nanos / NANOS_PER_MILLISECOND * STEPS_PER_MILLISECOND) / STEPS_PER_MILLISECOND);
        fields.put("caller", caller);
        lines.add(format.line(clock.instant(), "INFO", "access", fields));
    }
}
