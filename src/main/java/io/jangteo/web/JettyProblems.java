package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers with problem details where Jetty itself refuses: for broken HTTP, or when too many requests wait. */
final class JettyProblems extends ErrorHandler {
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
        Problem problem = problem(status);
        Reply reply =
                problems.reply(problem, Call.path(request), requestId, Call.list(request, HttpHeader.ACCEPT_LANGUAGE));
        String code = problem.refusal().code();
        metrics.refused(code);
        accessLog.record(requestId, AccessLog.NO_REQUEST, reply.status(), code, 0, Request.getRemoteAddr(request));
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
        if (reply.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        }
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    private static Problem problem(int status) {
        return switch (status) {
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> Refusals.OVERLOADED.problem();
            case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                Refusals.HEADERS_TOO_LARGE.problem(Server.HEADERS_MAX_BYTES);
            // A client error despite its number.
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> malformed();
            default -> HttpStatus.isServerError(status) ? Refusals.INTERNAL.problem() : malformed();
        };
    }

    private static Problem malformed() {
        return Refusals.malformed("HTTP", "a request as RFC 9112 has it");
    }
}
