package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.jangteo.security.Gate;
import io.jangteo.security.OwnCalls;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last requests to the API in test mode, for whoever asks what a test has called. It never keeps a secret: no
 * headers, no reply that holds a token or a key, and nothing in an address or a body that looks like one.
 */
public final class RequestJournal {
    /** Enough for a long test, and little memory. */
    static final int REQUESTS_MAX = 10_000;

    static final int BODY_MAX_BYTES = 4_096;
    /** Looked through for secrets, so that none is cut in two. */
    private static final int SEEN_MAX_BYTES = 2 * BODY_MAX_BYTES;

    private static final int TEST_ID_MAX_LENGTH = 100;
    private static final String TEST_ID = "X-Test-Id";
    private static final String OF_A_PAGE = "X-Jangteo-Page";

    private static final double NANOS_PER_MICROSECOND = 1e3;
    private static final double MICROS_PER_MILLISECOND = 1e3;

    /** What pages ask again and again, which is not kept. */
    private final Set<String> looks;

    private final OwnCalls ownCalls;
    private final InstantSource clock;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long lastNumber;
    private long firstOfTest = 1;

    /**
     * A request with its number.
     *
     * @param number grows with each request that is kept
     */
    public record Entry(long number, RecordedRequest request) {}

    /**
     * @param clock the shop's
     * @param looks the operations by which pages look again and again, and the journal itself is read
     */
    public RequestJournal(OwnCalls ownCalls, InstantSource clock, Set<String> looks) {
        this.ownCalls = ownCalls;
        this.clock = clock;
        this.looks = Set.copyOf(looks);
    }

    /** Returns the latest matching requests with lower numbers, newest first. */
    public synchronized List<Entry> before(long number, Predicate<RecordedRequest> wanted, int limit) {
        List<Entry> found = new ArrayList<>();
        Iterator<Entry> newestFirst = entries.descendingIterator();
        while (newestFirst.hasNext() && found.size() < limit) {
            Entry entry = newestFirst.next();
            if (entry.number < number && wanted.test(entry.request)) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Returns the requests since {@link #beginTest}, oldest first. */
    public synchronized List<RecordedRequest> ofTest() {
        return entries.stream()
                .filter(entry -> entry.number >= firstOfTest)
                .map(Entry::request)
                .toList();
    }

    /** Leaves all requests so far to the test before. */
    public synchronized void beginTest() {
        firstOfTest = lastNumber + 1;
    }

    /** Keeps an answered request if it was one to the API and was not made by the server itself. */
    void add(Call call, Reply reply, boolean isSent, long nanos) {
        Route route = call.route;
        boolean isPage = route != null && !route.path().startsWith(Route.API);
        boolean isLook = (route != null && looks.contains(route.operation())) || isReadByPage(call.request);
        if (isPage || isLook || ownCalls.isOwn(call.request.getHeaders().get(OwnCalls.HEADER))) {
            return;
        }
        Redaction redaction = new Redaction(
                Gate.credential(call.request.getHeaders().get("Authorization")).orElse(""));
        boolean showsReply = call.download == null && (route == null || !route.holdsSecret());
        RecordedRequest request = new RecordedRequest(
                call.requestId,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                testId(call, redaction),
                call.request.getMethod(),
                address(call, redaction),
                call.measure.route(),
                isSent ? reply.status() : AccessLog.NOT_SENT,
                call.problem == null ? null : call.problem.refusal().code(),
                Math.round(nanos / NANOS_PER_MICROSECOND) / MICROS_PER_MILLISECOND,
                text(call.body, redaction),
                showsReply ? text(reply.body(), redaction) : null);
        keep(request);
    }

    /** The shop's own pages read again and again, which would leave no room to see anything else. */
    private static boolean isReadByPage(org.eclipse.jetty.server.Request request) {
        return request.getMethod().equals("GET") && request.getHeaders().contains(OF_A_PAGE);
    }

    private synchronized void keep(RecordedRequest request) {
        entries.add(new Entry(++lastNumber, request));
        if (entries.size() > REQUESTS_MAX) {
            entries.remove();
        }
    }

    private static @Nullable String testId(Call call, Redaction redaction) {
        return Optional.ofNullable(call.request.getHeaders().get(TEST_ID))
                .map(redaction::plain)
                .map(id -> id.substring(0, Math.min(id.length(), TEST_ID_MAX_LENGTH)))
                .orElse(null);
    }

    /** Returns the address as it was sent, or decoded if only that shows that it holds a secret. */
    private static String address(Call call, Redaction redaction) {
        String sent = redaction.plain(call.request.getHttpURI().getPathQuery());
        try {
            String decoded = URLDecoder.decode(sent, StandardCharsets.UTF_8);
            String cleaned = redaction.plain(decoded);
            return cleaned.equals(decoded) ? sent : cleaned;
        } catch (IllegalArgumentException notEncoded) {
            return sent;
        }
    }

    private static @Nullable String text(byte[] body, Redaction redaction) {
        if (body.length == 0) {
            return null;
        }
        int seen = whole(body, SEEN_MAX_BYTES);
        byte[] told = redaction
                .json(new String(body, 0, seen, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        // The end of what was seen may be the beginning of a secret.
        int certain = seen == body.length ? told.length : Math.max(0, told.length - (seen - BODY_MAX_BYTES));
        return new String(told, 0, whole(told, Math.min(certain, BODY_MAX_BYTES)), StandardCharsets.UTF_8);
    }

    /** Returns how many bytes to take at most so that no character is cut in two. */
    private static int whole(byte[] utf8, int maxBytes) {
        int length = Math.min(utf8.length, maxBytes);
        while (length > 0 && length < utf8.length && (utf8[length] & 0xC0) == 0x80) {
            length--;
        }
        return length;
    }
}
