package io.jangteo.web;

import io.jangteo.idempotency.Answer;
import io.jangteo.problem.Problem;
import io.jangteo.security.Caller;
import io.javalin.router.ParsedEndpoint;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request on its way through the server: what is known of it so far, and what it will be answered. */
final class Call {
    /** The request's attribute under which it is found on its way. */
    private static final String ATTRIBUTE = Call.class.getName();

    final Request request;
    final Response response;
    final Callback callback;
    final String requestId;
    final long startedNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    HttpMetrics.Of measure;
    /** What Javalin's router found for it. */
    @Nullable
    ParsedEndpoint endpoint;

    @Nullable
    Caller caller;

    @Nullable
    BodyReader reader;

    byte[] body = new byte[0];
    /** What it is refused for, unless it is answered. */
    @Nullable
    Problem problem;

    @Nullable
    Answer answer;

    boolean dropsReply;

    Call(Request request, Response response, Callback callback, String requestId, HttpMetrics.Of measure) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.requestId = requestId;
        this.measure = measure;
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The call that the request is, or {@code null} for one that has not come so far. */
    static @Nullable Call of(Request request) {
        return (Call) request.getAttribute(ATTRIBUTE);
    }

    /** The call that the servlet's request is. */
    static Call of(jakarta.servlet.http.HttpServletRequest request) {
        return (Call) request.getAttribute(ATTRIBUTE);
    }

    Connection connection() {
        return request.getConnectionMetaData().getConnection();
    }

    String path() {
        String path = request.getHttpURI().getPath();
        return path == null ? "/" : path;
    }

    /** Every element of the header's lines. */
    String list(String name) {
        return String.join(",", request.getHeaders().getValuesList(name));
    }

    /** Whether there is still somebody who could read a reply. */
    boolean isConnected() {
        return connection().getEndPoint().isOpen();
    }

    boolean isEnded() {
        return ended.get();
    }

    /** True for the first who asks: a call is answered once. */
    boolean ends() {
        return ended.compareAndSet(false, true);
    }
}
