package io.jangteo.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * A call of an API that is being put together, and is sent by the method that names its path.
 *
 * @param base what every path begins with
 * @param request what is known of the call so far
 * @param sender sends the request and gives the reply
 */
public record ApiCall(String base, RawRequest request, Sender sender) {
    /** Sends a request. */
    @FunctionalInterface
    public interface Sender {
        Response send(RawRequest request);
    }

    /** A call of the server at this address, over a connection of its own. */
    public static ApiCall to(String baseUrl) {
        return new ApiCall("", RawRequest.get("/"), request -> {
            try (Connection connection = Connection.to(baseUrl)) {
                return connection.send(request).read();
            }
        });
    }

    /** The same call with every reply passed on to the check, which fails where something is wrong. */
    public ApiCall checkedBy(java.util.function.BiConsumer<RawRequest, Response> check) {
        return new ApiCall(base, request, sent -> {
            Response reply = sender.send(sent);
            check.accept(sent, reply);
            return reply;
        });
    }

    public ApiCall basePath(String path) {
        return new ApiCall(path, request, sender);
    }

    /** The same call with this header, instead of any of that name. */
    public ApiCall header(String name, String value) {
        return with(known -> known.header(name + ": " + value));
    }

    public ApiCall bearer(String credential) {
        return with(known -> known.bearer(credential));
    }

    public ApiCall contentType(String mediaType) {
        return header("Content-Type", mediaType);
    }

    /** The same call with this body; what is neither text nor bytes is sent in JSON. */
    public ApiCall body(Object body) {
        return with(known -> known.body(body));
    }

    public ApiCall json(Object body) {
        return with(known -> known.json(body));
    }

    /** The same call with one more query parameter, or several of one name. */
    public ApiCall queryParam(String name, Object... values) {
        StringBuilder target = new StringBuilder(request.target());
        for (Object value : values) {
            target.append(target.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(encoded(value));
        }
        return with(known -> known.target(target.toString()));
    }

    public Response get(String path, Object... arguments) {
        return send("GET", path, arguments);
    }

    public Response post(String path, Object... arguments) {
        return send("POST", path, arguments);
    }

    public Response patch(String path, Object... arguments) {
        return send("PATCH", path, arguments);
    }

    /**
     * Sends the call.
     *
     * @param path as it stands in the request line, but for names in braces, in whose places the arguments come in turn
     */
    public Response send(String method, String path, Object... arguments) {
        String filled = path;
        for (Object argument : arguments) {
            filled = filled.replaceFirst("\\{\\w+}", encoded(argument));
        }
        String query = request.target().substring(1);
        String target = base + (filled.contains("?") ? filled + query.replace('?', '&') : filled + query);
        return sender.send(request.method(method).target(target));
    }

    private ApiCall with(UnaryOperator<RawRequest> change) {
        return new ApiCall(base, change.apply(request), sender);
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
