package io.jangteo.web;

import io.javalin.http.HandlerType;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers a request by its method and path, in Javalin's router, before anything of the request is read. A
 * slash at the end of a path does not count.
 */
final class RouteTable {
    /** No path of the table is nearly as long, whatever stands in its parameters. */
    private static final int PATH_MAX_LENGTH = 1_000;

    private final InternalRouter router;

    RouteTable(InternalRouter router) {
        this.router = router;
    }

    /** What answers the request, or {@code null}; what answers {@code GET} answers {@code HEAD} too. */
    @Nullable
    ParsedEndpoint find(String method, String path) {
        HandlerType type = method.equals("HEAD") ? HandlerType.GET : HandlerType.findOrDefault(method);
        return path.length() > PATH_MAX_LENGTH ? null : router.findFirstHttpHandlerEntry(type, path);
    }

    /** The methods that the path takes, as an {@code Allow} header lists them; empty if the path is not known at all. */
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
