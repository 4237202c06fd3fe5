package io.jangteo.web;

import io.jangteo.idempotency.Answer;
import io.jangteo.problem.Problem;
import io.jangteo.security.Caller;
import io.javalin.router.ParsedEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The state of one request on its way through the server, up to its answer. */
final class Call {
    /** The request attribute that holds the call. */
    private static final String ATTRIBUTE = Call.class.getName();

    final Request request;
    final Response response;
    final Callback callback;
    final String requestId;
    final long startedNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    HttpMetrics.RouteMetrics measure;
    /** The endpoint found by Javalin's router. */
    @Nullable
    ParsedEndpoint endpoint;

    /** The endpoint's row of the route table. */
    @Nullable
    Route route;

    Caller caller = new Caller.Anyone();

    /** Refuses the call if its caller's credential does not hold any more. */
    Runnable standing = () -> {};

    @Nullable
    BodyReader reader;

    byte[] body = new byte[0];
    /** The refusal, if the call is not answered. */
    @Nullable
    Problem problem;

    @Nullable
    Answer answer;

    /** The result to wait for, if the call is not answered yet. */
    @Nullable
    Awaited awaited;

    /** The result that goes on, if the call is answered so. */
    @Nullable
    Ongoing ongoing;

    /** The body of the answer, if that is a file. */
    @Nullable
    Download download;

    /** What follows the answer, if that is only the first part of a list. */
    @Nullable
    Export export;

    boolean dropsReply;

    Call(Request request, Response response, Callback callback, String requestId, HttpMetrics.RouteMetrics measure) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.requestId = requestId;
        this.measure = measure;
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Returns the request's call, or {@code null} if the request has not become one yet. */
    static @Nullable Call of(Request request) {
        return (Call) request.getAttribute(ATTRIBUTE);
    }

    Connection connection() {
        return request.getConnectionMetaData().getConnection();
    }

    String path() {
        return path(request);
    }

    static String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? "/" : path;
    }

    /** Returns the first line of that name. */
    @Nullable
    String header(String name) {
        return request.getHeaders().get(name);
    }

    /** Returns the elements of a list from all lines of that name. */
    List<String> elements(String name) {
        return FieldValue.elements(request.getHeaders().getValues(name));
    }

    /** Returns the parameters in the path, decoded. */
    Map<String, String> pathParameters() {
        return Objects.requireNonNull(endpoint).extractPathParams(path());
    }

    /** Returns every element of the header's lines. */
    static String list(Request request, HttpHeader name) {
        return String.join(",", request.getHeaders().getValuesList(name));
    }

    /** Returns whether the caller is still connected. */
    boolean isConnected() {
        return connection().getEndPoint().isOpen();
    }

    boolean isEnded() {
        return ended.get();
    }

    /** Returns true to the first caller only, so that a call is answered once. */
    boolean ends() {
        return ended.compareAndSet(false, true);
    }

    /** Whether the answer is the first part of a list that is sent as a whole. */
    boolean isExport() {
        return export != null && problem == null && !dropsReply && !HttpMethod.HEAD.is(request.getMethod());
    }
}
