package io.jangteo.web;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Javalin lets a header replace the method. Here a request is what it was sent as: the header is left out. */
final class MethodAsSent extends Handler.Wrapper {
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHeaders().contains(OVERRIDE)) {
            return super.handle(request, response, callback);
        }
        HttpFields headers =
                HttpFields.build(request.getHeaders()).remove(OVERRIDE).asImmutable();
        Request asSent = new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
        return super.handle(asSent, response, callback);
    }
}
