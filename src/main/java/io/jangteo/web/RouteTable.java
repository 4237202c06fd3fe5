package io.jangteo.web;

import io.javalin.http.HandlerType;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds a request's handler by its method and path in Javalin's router, before the request is read. A trailing slash is
 * ignored.
 */
final class RouteTable {
    /** Far longer than any path of the table, whatever its parameters. */
    private static final int PATH_MAX_LENGTH = 1_000;

    private final InternalRouter router;

    RouteTable(InternalRouter router) {
        this.router = router;
    }

    /** Returns the request's endpoint, or {@code null}; a {@code GET} endpoint answers {@code HEAD} too. */
    @Nullable
    ParsedEndpoint find(String method, String path) {
        HandlerType type = method.equals("HEAD") ? HandlerType.GET : HandlerType.findOrDefault(method);
        return path.length() > PATH_MAX_LENGTH ? null : router.findFirstHttpHandlerEntry(type, path);
    }

    /** Returns the path's methods as an {@code Allow} header lists them; empty if the path is unknown. */
    String allowed(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route.Method method : Route.Method.values()) {
            if (find(method.name(), path) != null) {
                methods.add(method.name());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return String.join(", ", methods);
    }
}
