package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.jangteo.log.LineQueue;
import io.jangteo.log.LogFormat;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line for each answered request: the caller, the route and the outcome. A line holds no path, query, header
 * or body, and so no secret; its route is the pattern from the route table.
 */
public final class AccessLog {
    /** Writes nothing. */
    public static final AccessLog OFF = new AccessLog(null, LogFormat.TEXT, InstantSource.system());

    /** The status if no reply was sent because the caller had left or was too slow. */
    static final int NOT_SENT = 0;

    /** The route of a reply that the HTTP server itself made, before any route could match. */
    static final String NO_REQUEST = "http";

    private static final double NANOS_PER_MICROSECOND = 1e3;
    private static final double MICROS_PER_MILLISECOND = 1e3;

    private final @Nullable LineQueue lines;
    private final @Nullable RequestJournal journal;
    private final LogFormat format;
    private final InstantSource clock;

    /** @param clock the real time, even if the shop runs on a test clock */
    public AccessLog(@Nullable LineQueue lines, LogFormat format, InstantSource clock) {
        this(lines, null, format, clock);
    }

    private AccessLog(
            @Nullable LineQueue lines, @Nullable RequestJournal journal, LogFormat format, InstantSource clock) {
        this.lines = lines;
        this.journal = journal;
        this.format = format;
        this.clock = clock;
    }

    /** Returns one that also keeps the requests themselves, for a test. */
    public AccessLog keepingIn(RequestJournal requests) {
        return new AccessLog(lines, requests, format, clock);
    }

    /** Returns whether anything is kept; if not, callers need not collect the fields. */
    boolean isOn() {
        return lines != null || journal != null;
    }

    /** Keeps the request itself, if a test wants that, and adds its line; never waits for the log. */
    void record(Call call, Reply reply, long nanos, String caller) {
        boolean isSent = call.isConnected() && !call.dropsReply;
        if (journal != null) {
            journal.add(call, reply, isSent, nanos);
        }
        String code = call.problem == null ? null : call.problem.refusal().code();
        record(call.requestId, call.measure.route(), isSent ? reply.status() : NOT_SENT, code, nanos, caller);
    }

    /**
     * Adds a request's line if lines are written; never waits for the log.
     *
     * @param requestId the id in the reply
     * @param route the method and the pattern of the path, such as {@code GET /api/v1/users/{userId}}
     * @param code why the request was refused, {@code null} if it was not
     * @param nanos from the request to its answer; 0 if unknown
     * @param caller the name that belongs to the key or token, else the address
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
        fields.put("milliseconds", Math.round(nanos / NANOS_PER_MICROSECOND) / MICROS_PER_MILLISECOND);
        fields.put("caller", caller);
        lines.add(format.line(clock.instant(), "INFO", "access", fields));
    }
}
