package io.jangteo.web;

import io.jangteo.idempotency.Answer;
import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.security.Caller;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** Takes every request from Javalin and sends every reply: the one place where both are seen whole. */
final class Exchange {
    private final Admission admission;
    private final CrossOrigin crossOrigin;
    private final Dispatcher dispatcher;
    private final Problems problems;
    private final HttpMetrics metrics;
    private final RouteIndex index;
    private final Faults faults;

    Exchange(
            Admission admission,
            CrossOrigin crossOrigin,
            Dispatcher dispatcher,
            Problems problems,
            HttpMetrics metrics,
            RouteIndex index,
            Faults faults) {
        this.admission = admission;
        this.crossOrigin = crossOrigin;
        this.dispatcher = dispatcher;
        this.problems = problems;
        this.metrics = metrics;
        this.index = index;
        this.faults = faults;
    }

    /** What any answer is made from. */
    @FunctionalInterface
    interface Source {
        @Nullable
        Answer answer(Caller caller) throws Exception;
    }

    /** A route of the table. */
    void route(Context context, Route route, HttpMetrics.Of measure) {
        AtomicBoolean dropsReply = new AtomicBoolean();
        Source source = caller -> {
            Faults.Fault fault = faults.meet(route);
            fault.before();
            dropsReply.set(fault.dropsReply());
            return dispatcher.answer(route, context, caller);
        };
        exchange(context, route.access(), route.counting(), measure, source, dropsReply::get);
    }

    /** A page or file, which writes its own reply. */
    void raw(Context context, RawRoute route, HttpMetrics.Of measure) {
        Source source = caller -> {
            route.handler().handle(context);
            return null;
        };
        exchange(context, route.access(), route.counting(), measure, source, () -> false);
    }

    /** What no route takes: 405 where the path is known, 404 elsewhere; a browser's preflight is answered. */
    void unmatched(Context context) {
        Source source = caller -> {
            String allowed = index.allowed(context.path());
            if (allowed.isEmpty()) {
                throw Refusals.NOT_FOUND.because();
            }
            context.header("Allow", allowed);
            if (context.method().name().equals("OPTIONS")) {
                crossOrigin.tellPreflight(head(context), allowed, context::header);
                return new Answer(new Reply(204, "", null, new byte[0]), false);
            }
            throw Refusals.METHOD_NOT_ALLOWED.because(allowed);
        };
        exchange(context, Route.Access.ANYONE, Route.Counting.NORMAL, metrics.unmatched(), source, () -> false);
    }

    /** Counts an answer before it goes out, so that whoever has it finds it counted. */
    private void exchange(
            Context context,
            Route.Access access,
            Route.Counting counting,
            HttpMetrics.Of measure,
            Source source,
            BooleanSupplier dropsReply) {
        long startedNanos = System.nanoTime();
        String requestId = RequestId.of(context.header(RequestId.HEADER));
        context.header(RequestId.HEADER, requestId);
        context.header("X-Content-Type-Options", "nosniff");
        Head head = head(context);
        crossOrigin.tell(head.header("Origin"), context::header);
        Answer answer;
        try {
            answer = source.answer(admission.admit(head, access, counting, context::header));
        } catch (Exception | Error thrown) {
            answer = refusal(context, problems.problem(thrown, requestId), requestId);
        }
        int status = answer == null ? context.statusCode() : answer.reply().status();
        measure.record(status, System.nanoTime() - startedNanos);
        if (dropsReply.getAsBoolean()) {
            hangUp(context);
        }
        if (answer != null) {
            send(context, answer);
        }
    }

    private static Head head(Context context) {
        return Head.of(ServletContextRequest.getServletContextRequest(context.req()));
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
        Reply reply = problems.reply(problem, context.path(), requestId, context.header("Accept-Language"));
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
