package io.jangteo.web;

import io.jangteo.idempotency.Answer;
import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Refusals;
import io.jangteo.security.Gate;
import io.jangteo.security.HostCheck;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Decides by a request's first lines alone whether it may go on, before its body is read or a place taken for it. */
final class Admission {
    /** Of two of these, one would count and the other be overlooked. */
    private static final List<String> ONCE = List.of("Authorization", "Content-Type", "Origin", "Idempotency-Key");

    private final HostCheck hostCheck;
    private final RateLimit rateLimit;
    private final Gate gate;
    private final RouteTable routes;

    Admission(HostCheck hostCheck, RateLimit rateLimit, Gate gate, RouteTable routes) {
        this.hostCheck = hostCheck;
        this.rateLimit = rateLimit;
        this.gate = gate;
        this.routes = routes;
    }

    /**
     * What the call is answered at once; {@code null} if it may go on: then its target and caller are known.
     *
     * @throws io.jangteo.problem.Problem {@code FORBIDDEN}, {@code RATE_LIMITED}, {@code MALFORMED_REQUEST},
     *     {@code NOT_FOUND}, {@code METHOD_NOT_ALLOWED}, {@code UNAUTHENTICATED}
     */
    @Nullable
    Answer admit(Call call) {
        Request request = call.request;
        hostCheck.check(request.getHeaders().get(HttpHeader.HOST));
        rateLimit.check(Request.getRemoteAddr(request));
        checkForm(request);
        RouteTable.Target target = routes.find(request.getMethod(), call.path());
        if (target == null) {
            return unmatched(call);
        }
        call.target = target;
        call.measure = target.measure();
        Route route = target.route();
        if (route != null) {
            call.caller = gate.identify(
                    route.access() == Route.Access.ADMIN,
                    route.access() == Route.Access.SHOPPER,
                    request.getHeaders().get(HttpHeader.AUTHORIZATION));
        }
        return null;
    }

    private static void checkForm(Request request) {
        HttpFields headers = request.getHeaders();
        for (String name : ONCE) {
            if (headers.getValuesList(name).size() > 1) {
                throw Refusals.malformed(name, "one line of it");
            }
        }
        boolean old = request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_1_1.getVersion();
        if (old && headers.contains(HttpHeader.TRANSFER_ENCODING)) {
            throw Refusals.malformed(HttpHeader.TRANSFER_ENCODING.asString(), "none, as HTTP/1.0 has no chunks");
        }
    }

    /** What no route takes: 405 where the path is known, 404 elsewhere; a browser's preflight is answered. */
    private Answer unmatched(Call call) {
        String allowed = routes.allowed(call.path());
        if (allowed.isEmpty()) {
            throw Refusals.NOT_FOUND.because();
        }
        call.response.getHeaders().put(HttpHeader.ALLOW, allowed);
        if (call.request.getMethod().equals("OPTIONS")) {
            CrossOrigin.allowPreflight(call.request.getHeaders(), call.response.getHeaders(), allowed);
            return new Answer(new Reply(204, "", null, new byte[0]), false);
        }
        throw Refusals.METHOD_NOT_ALLOWED.because(allowed);
    }
}
