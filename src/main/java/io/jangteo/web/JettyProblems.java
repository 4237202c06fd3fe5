package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers with problem details where Jetty itself refuses: for broken HTTP, or when too many requests wait. */
final class JettyProblems extends ErrorHandler {
    private static final int SERVER_ERRORS = 500;
    private static final int UNAVAILABLE = 503;
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;
    /** A client error despite its number. */
    private static final int UNKNOWN_HTTP_VERSION = 505;

    private final Problems problems;
    private final HttpMetrics metrics;
    private final CrossOrigin crossOrigin;
    private final AccessLog accessLog;

    JettyProblems(Problems problems, HttpMetrics metrics, CrossOrigin crossOrigin, AccessLog accessLog) {
        this.problems = problems;
        this.crossOrigin = crossOrigin;
        this.accessLog = accessLog;
        this.metrics = metrics;
    }

    /** Answers all methods; Jetty's default leaves some replies empty. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        Call call = Call.of(request);
        if (call != null && !call.isEnded()) {
            call.problem = problem(status);
            callback.succeeded();
            return;
        }
        HttpFields headers = request.getHeaders();
        String requestId = RequestId.of(headers.get(RequestId.HEADER));
        Reply reply = reply(
                status,
                request.getHttpURI().getPath(),
                requestId,
                Request.getRemoteAddr(request),
                String.join(",", headers.getValuesList(HttpHeader.ACCEPT_LANGUAGE)));
        response.getHeaders().put(RequestId.HEADER, requestId);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (headers.contains(HttpHeader.HOST)) {
            crossOrigin.tell(headers.get(HttpHeader.ORIGIN), response.getHeaders()::put);
        } else {
            crossOrigin.tellUnknown(response.getHeaders()::put);
        }
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        // Jetty closes the connection after a request that it could not read; clients that pool connections must know.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        if (reply.status() == UNAVAILABLE) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        }
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    private static Problem problem(int status) {
        return switch (status) {
            case UNAVAILABLE -> Refusals.OVERLOADED.problem();
            case URI_TOO_LONG, HEADERS_TOO_LARGE -> Refusals.HEADERS_TOO_LARGE.problem(Server.HEADERS_MAX_BYTES);
            default ->
                status >= SERVER_ERRORS && status != UNKNOWN_HTTP_VERSION
                        ? Refusals.INTERNAL.problem()
                        : Refusals.malformed("HTTP", "a request as RFC 9112 has it");
        };
    }

    private Reply reply(int status, String path, String requestId, String caller, String acceptLanguage) {
        Problem problem = problem(status);
        metrics.refused(problem.refusal().code());
        accessLog.record(
                requestId,
                AccessLog.NO_REQUEST,
                problem.refusal().status(),
                problem.refusal().code(),
                0,
                caller);
        return problems.reply(problem, path == null ? "/" : path, requestId, acceptLanguage);
    }
}
