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

/** Answers, as problems too, what Jetty itself refuses: broken HTTP, or more requests than may wait. */
final class JettyProblems extends ErrorHandler {
    private static final int SERVER_ERRORS = 500;
    private static final int UNAVAILABLE = 503;
    /** The caller's mistake, whatever the number. */
    private static final int UNKNOWN_HTTP_VERSION = 505;

    private final Problems problems;
    private final HttpMetrics metrics;
    private final CrossOrigin crossOrigin;

    JettyProblems(Problems problems, HttpMetrics metrics, CrossOrigin crossOrigin) {
        this.problems = problems;
        this.metrics = metrics;
        this.crossOrigin = crossOrigin;
    }

    /** Jetty by itself leaves the replies to some methods empty. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        HttpFields headers = request.getHeaders();
        String requestId = RequestId.of(headers.get(RequestId.HEADER));
        Reply reply = reply(status, request.getHttpURI().getPath(), requestId, headers.get(HttpHeader.ACCEPT_LANGUAGE));
        response.getHeaders().put(RequestId.HEADER, requestId);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        crossOrigin.tell(headers.get(HttpHeader.ORIGIN), response.getHeaders()::put);
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        if (reply.status() == UNAVAILABLE) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        }
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        String requestId = RequestId.of(null);
        Reply reply = reply(status, "/", requestId, null);
        fields.put(RequestId.HEADER, requestId);
        crossOrigin.tell(null, fields::put);
        fields.put(HttpHeader.CONTENT_TYPE, reply.contentType());
        return ByteBuffer.wrap(reply.body());
    }

    private Reply reply(int status, String path, String requestId, String acceptLanguage) {
        Problem problem = status >= SERVER_ERRORS && status != UNKNOWN_HTTP_VERSION
                ? (status == UNAVAILABLE ? Refusals.overloaded() : Refusals.INTERNAL.because())
                : Refusals.malformed("HTTP", "a request as RFC 9112 has it");
        metrics.refused(problem.refusal().code());
        return problems.reply(problem, path == null ? "/" : path, requestId, acceptLanguage);
    }
}
