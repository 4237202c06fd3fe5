package io.jangteo.web;

import io.jangteo.idempotency.Answer;
import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.security.Caller;
import io.javalin.router.ParsedEndpoint;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Receives every request and sends every reply. A request is admitted and its body read before it is worked on, and its
 * reply is sent after that, so that slow senders and slow readers occupy no place. Nothing here waits: it runs on the
 * threads that serve the sockets.
 */
final class Exchange extends Handler.Abstract.NonBlocking {
    private static final HttpField NOSNIFF = new HttpField("X-Content-Type-Options", "nosniff");

    private final RouteTable routes;
    private final Admission admission;
    private final CrossOrigin crossOrigin;
    private final Problems problems;
    private final HttpMetrics metrics;
    private final HttpMetrics.RouteMetrics unmatched;
    private final AccessLog accessLog;
    private final Deadlines deadlines;
    private final Work work;
    private final Waiting waiting;
    private final Exports exports;
    private final ByteBudget budget;
    private final int bodyMaxBytes;

    Exchange(
            RouteTable routes,
            Admission admission,
            CrossOrigin crossOrigin,
            Problems problems,
            HttpMetrics metrics,
            AccessLog accessLog,
            Deadlines deadlines,
            Work work,
            Waiting waiting,
            ByteBudget budget,
            int bodyMaxBytes) {
        this.routes = routes;
        this.admission = admission;
        this.crossOrigin = crossOrigin;
        this.problems = problems;
        this.metrics = metrics;
        this.unmatched = metrics.unmatched();
        this.accessLog = accessLog;
        this.deadlines = deadlines;
        this.work = work;
        this.waiting = waiting;
        this.exports = new Exports(deadlines, problems);
        this.budget = budget;
        this.bodyMaxBytes = bodyMaxBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String requestId = RequestId.of(request.getHeaders().get(RequestId.HEADER));
        Call call = new Call(request, response, callback, requestId, unmatched);
        try {
            response.getHeaders().put(RequestId.HEADER, requestId);
            response.getHeaders().put(NOSNIFF);
            crossOrigin.tell(request.getHeaders().get(HttpHeader.ORIGIN), response.getHeaders()::put);
            if (admission.mayWait(request)) {
                work.lookUp(call, this::receive, this::end);
            } else {
                receive(call);
            }
        } catch (Exception | Error thrown) {
            fail(call, thrown);
        }
        return true;
    }

    private void receive(Call call) {
        try {
            admit(call);
            if (call.answer != null) {
                end(call);
            } else if (call.request.getLength() == 0) {
                begin(call);
            } else {
                read(call);
            }
        } catch (Exception | Error thrown) {
            fail(call, thrown);
        }
    }

    /** Admits the call by its head alone, or throws the refusal; a request without a route is answered at once. */
    private void admit(Call call) {
        RequestForm.check(call.request);
        Head head = Head.of(call.request);
        ParsedEndpoint found = routes.find(head.method(), call.path());
        if (found == null
                && Pages.isMistyped(head, call.path())
                && routes.allowed(call.path()).isEmpty()) {
            found = routes.find(head.method(), Pages.LOST);
        }
        if (found == null) {
            admission.admit(head, Route.Access.ANYONE, Route.Counting.NORMAL, call.response.getHeaders()::put);
            call.answer = unmatched(call, head);
            return;
        }
        call.endpoint = found;
        call.measure = Objects.requireNonNull(found.endpoint.metadata(HttpMetrics.RouteMetrics.class));
        Route route = Objects.requireNonNull(found.endpoint.metadata(Route.class));
        call.route = route;
        Caller caller = admission.admit(head, route.access(), route.counting(), call.response.getHeaders()::put);
        call.caller = caller;
        call.standing = () -> admission.requireStanding(head, caller);
    }

    /** Answers a request without a route: 405 if the path is known, else 404; a browser's preflight is answered. */
    private Answer unmatched(Call call, Head head) {
        String allowed = routes.allowed(call.path());
        if (allowed.isEmpty()) {
            throw Refusals.NOT_FOUND.problem();
        }
        call.response.getHeaders().put(HttpHeader.ALLOW, allowed);
        if (head.method().equals("OPTIONS")) {
            crossOrigin.tellPreflight(head, allowed, call.response.getHeaders()::put);
            return new Answer(new Reply(204, "", null, new byte[0]), false);
        }
        throw Refusals.METHOD_NOT_ALLOWED.problem(allowed);
    }

    /** Refuses the call because of what was thrown. */
    void refuse(Call call, Throwable thrown) {
        call.problem = problems.problem(thrown, call.requestId);
    }

    private void fail(Call call, Throwable thrown) {
        refuse(call, thrown);
        end(call);
    }

    private void read(Call call) {
        boolean kept = Objects.requireNonNull(call.route).method() != Route.Method.GET;
        if (kept && call.request.getLength() > bodyMaxBytes) {
            throw Refusals.PAYLOAD_TOO_LARGE.problem(bodyMaxBytes);
        }
        deadlines.bodyBegins(call.connection());
        call.reader = new BodyReader(call.request, bodyMaxBytes, budget, kept, new BodyReader.Whole() {
            @Override
            public void accept(byte[] body) {
                call.body = body;
                begin(call);
            }

            @Override
            public void refused(Problem problem) {
                fail(call, problem);
            }
        });
        call.reader.run();
    }

    /** Begins a complete request, which then waits for a place and is answered. */
    private void begin(Call call) {
        if (!deadlines.requestIsWhole(call.connection())) {
            // Nothing was done for the request, since its caller could not learn the result.
            fail(call, Refusals.malformed("request", "on a connection that is still open"));
            return;
        }
        try {
            work.begin(call, this::end);
        } catch (Exception | Error thrown) {
            fail(call, thrown);
        }
    }

    private Reply refusal(Call call, Problem problem) {
        HttpFields.Mutable headers = call.response.getHeaders();
        problem.retryAfterSeconds().ifPresent(seconds -> headers.put(HttpHeader.RETRY_AFTER, seconds));
        if (problem.refusal().equals(Refusals.UNAUTHENTICATED)) {
            headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        metrics.refused(problem.refusal().code());
        return problems.reply(
                problem, call.path(), call.requestId, Call.list(call.request, HttpHeader.ACCEPT_LANGUAGE));
    }

    /** Ends a call once, whatever happens: an open call would hold up a stopping server. Some have to wait for that. */
    private void end(Call call) {
        Awaited awaited = call.awaited;
        call.awaited = null;
        if (awaited != null && call.problem == null) {
            if (waiting.add(new LongPoll(call, awaited, this::refuse, this::end))) {
                return;
            }
            refuse(call, Refusals.OVERLOADED.problem());
        }
        if (!call.ends()) {
            return;
        }
        try {
            answer(call);
        } catch (Exception | Error thrown) {
            // Jetty answers instead, unless the reply has begun.
            problems.problem(thrown, call.requestId);
            sent(call, thrown);
        }
    }

    /** Counts an answer before sending it, so that its reader finds it counted. */
    private void answer(Call call) {
        if (call.isExport() && !exports.takesPlace()) {
            call.export = null;
            call.response.getHeaders().remove("Content-Disposition");
            call.answer = null;
            refuse(call, Refusals.OVERLOADED.problem());
        }
        if (call.answer == null) {
            call.answer = new Answer(refusal(call, Objects.requireNonNull(call.problem)), false);
        }
        Answer answer = call.answer;
        Reply reply = answer.reply();
        long nanos = System.nanoTime() - call.startedNanos;
        call.measure.record(reply.status(), nanos);
        if (accessLog.isOn()) {
            accessLog.record(call, reply, nanos, caller(call));
        }
        if (call.dropsReply) {
            call.connection().getEndPoint().close();
            sent(call, new EofException("dropped on purpose"));
            return;
        }
        ReplyHead.write(call, answer);
        if (call.ongoing != null) {
            goOn(call, call.ongoing);
            return;
        }
        Callback whenSent = Callback.from(() -> sent(call, null), thrown -> sent(call, thrown));
        if (call.download != null) {
            deadlines.replyBegins(call.connection(), call.download.bytes());
            call.download.send(call, whenSent);
            return;
        }
        if (call.isExport()) {
            exports.send(call, reply.body(), whenSent);
            return;
        }
        deadlines.replyBegins(call.connection(), reply.body().length);
        if (reply.body().length == 0
                || reply.status() == HttpStatus.NOT_MODIFIED_304
                || HttpMethod.HEAD.is(call.request.getMethod())) {
            ReplyWriter.sendNothing(call, whenSent);
        } else {
            new ReplyWriter(call.response, reply.body(), true, whenSent).iterate();
        }
    }

    /** Sends a reply that goes on; counted like any other, when it begins. */
    private void goOn(Call call, Ongoing ongoing) {
        OngoingReply reply = new OngoingReply(call, ongoing, deadlines, waiting::wake, thrown -> sent(call, thrown));
        reply.begin();
        if (!waiting.add(reply)) {
            reply.look(true);
        }
    }

    private String caller(Call call) {
        return call.caller instanceof Caller.Anyone ? admission.address(Head.of(call.request)) : call.caller.name();
    }

    private void sent(Call call, @Nullable Throwable thrown) {
        if (call.reader != null) {
            budget.giveBack(call.reader.heldBytes());
        }
        deadlines.replyIsSent(call.connection());
        if (thrown == null) {
            call.callback.succeeded();
        } else {
            call.callback.failed(thrown);
        }
    }
}
