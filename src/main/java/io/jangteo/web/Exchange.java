package io.jangteo.web;

import io.jangteo.idempotency.Answer;
import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.security.Caller;
import io.jangteo.security.HostCheck;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** Takes every request from Javalin and sends every reply: the one place where both are seen whole. */
final class Exchange {
    private final HostCheck hostCheck;
    private final RateLimit rateLimit;
    private final Dispatcher dispatcher;
    private final Problems problems;
    private final HttpMetrics metrics;
    private final AccessLog accessLog;
    private final RouteIndex index;
    private final Faults faults;

    Exchange(
            HostCheck hostCheck,
            RateLimit rateLimit,
            Dispatcher dispatcher,
            Problems problems,
            HttpMetrics metrics,
            AccessLog accessLog,
            RouteIndex index,
            Faults faults) {
        this.hostCheck = hostCheck;
        this.rateLimit = rateLimit;
        this.dispatcher = dispatcher;
        this.problems = problems;
        this.metrics = metrics;
        this.accessLog = accessLog;
        this.index = index;
        this.faults = faults;
    }

    /** What any answer is made from. */
    @FunctionalInterface
    interface Source {
        @Nullable
        Answer answer(String requestId) throws Exception;
    }

    /** A route of the table. */
    void route(Context context, Route route, HttpMetrics.Of measure) {
        AtomicBoolean dropsReply = new AtomicBoolean();
        Source source = requestId -> {
            Faults.Fault fault = faults.meet(route);
            fault.before();
            dropsReply.set(fault.dropsReply());
            return dispatcher.answer(route, context);
        };
        exchange(context, measure, source, dropsReply::get);
    }

    /** A page or file, which writes its own reply. */
    void raw(Context context, RawRoute route, HttpMetrics.Of measure) {
        exchange(context, measure, requestId -> {
            route.handler().handle(context);
            return null;
        });
    }

    /** What no route takes: 405 where the path is known, 404 elsewhere; a browser's preflight is answered. */
    void unmatched(Context context) {
        exchange(context, metrics.unmatched(), requestId -> {
            String allowed = index.allowed(context.path());
            if (allowed.isEmpty()) {
                throw Refusals.NOT_FOUND.because();
            }
            context.header("Allow", allowed);
            if (context.method().name().equals("OPTIONS")) {
                CrossOrigin.allowPreflight(context, allowed);
                return new Answer(new Reply(204, "", null, new byte[0]), false);
            }
            throw Refusals.METHOD_NOT_ALLOWED.because(allowed);
        });
    }

    private void exchange(Context context, HttpMetrics.Of measure, Source source) {
        exchange(context, measure, source, () -> false);
    }

    /** Counts an answer before it goes out, so that whoever has it finds it counted. */
    private void exchange(Context context, HttpMetrics.Of measure, Source source, BooleanSupplier dropsReply) {
        long startedNanos = System.nanoTime();
        String requestId = RequestId.of(context.header(RequestId.HEADER));
        context.header(RequestId.HEADER, requestId);
        context.header("X-Content-Type-Options", "nosniff");
        CrossOrigin.allow(context);
        Answer answer;
        String refusedFor = null;
        try {
            hostCheck.check(context.header("Host"));
            rateLimit.check(context.req().getRemoteAddr());
            answer = source.answer(requestId);
        } catch (Exception | Error thrown) {
            Problem problem = problems.problem(thrown, requestId);
            refusedFor = problem.refusal().code();
            answer = refusal(context, problem, requestId);
        }
        int status = answer == null ? context.statusCode() : answer.reply().status();
        long nanos = System.nanoTime() - startedNanos;
        measure.record(status, nanos);
        if (accessLog.isOn()) {
            accessLog.record(requestId, measure.route(), status, refusedFor, nanos, caller(context));
        }
        if (dropsReply.getAsBoolean()) {
            hangUp(context);
        }
        if (answer != null) {
            send(context, answer);
        }
    }

    private static String caller(Context context) {
        Caller caller = context.attribute(Dispatcher.CALLER);
        return caller == null || caller instanceof Caller.Anyone ? context.req().getRemoteAddr() : caller.name();
    }

    /** The caller sees the connection end where a reply was to come: whatever is sent from here on goes nowhere. */
    private static void hangUp(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    private Answer refusal(Context context, Problem problem, String requestId) {
        problem.retryAfterSeconds().ifPresent(seconds -> context.header("Retry-After", Long.toString(seconds)));
        if (problem.refusal().equals(Refusals.UNAUTHENTICATED)) {
            context.header("WWW-Authenticate", "Bearer");
        }
        metrics.refused(problem.refusal().code());
        Reply reply = problems.reply(
                problem,
                context.path(),
                requestId,
                String.join(",", FieldValue.elements(context.req().getHeaders("Accept-Language"))));
        return new Answer(reply, false);
    }

    private static void send(Context context, Answer answer) {
        Reply reply = answer.reply();
        context.status(reply.status());
        if (reply.location() != null) {
            context.header("Location", reply.location());
        }
        if (answer.replayed()) {
            context.header("Idempotent-Replayed", "true");
        }
        context.header("Cache-Control", "no-store");
        if (reply.body().length == 0) {
            return;
        }
        context.res().setContentType(reply.contentType());
        context.res().setContentLength(reply.body().length);
        try {
            context.res().getOutputStream().write(reply.body());
        } catch (IOException callerIsGone) {
            // What was done stays done.
        }
    }
}
