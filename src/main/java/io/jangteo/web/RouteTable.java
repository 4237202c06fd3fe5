package io.jangteo.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers a request by its method and path, before anything of the request is read. It and Javalin's router
 * are made from the same routes, in the same order.
 */
final class RouteTable {
    /** No path of the table is nearly as long, whatever stands in its parameters. */
    private static final int PATH_MAX_LENGTH = 1_000;

    /** The targets of the paths without parameters, by path; and of those with, by the number of their segments. */
    private final Map<String, List<Target>> plain = new HashMap<>();

    private final Map<Integer, List<Target>> parameterized = new HashMap<>();

    /**
     * What answers a request.
     *
     * @param route the call, or {@code null} for a page
     * @param page the page or file, or {@code null} for a call
     */
    record Target(@Nullable Route route, @Nullable RawRoute page, String[] segments, HttpMetrics.Of measure) {
        String method() {
            return route == null ? "GET" : route.method().name();
        }

        Route.Access access() {
            return route == null ? page.access() : route.access();
        }

        Route.Counting counting() {
            return route == null ? page.counting() : route.counting();
        }

        private boolean takes(String[] asked) {
            for (int i = 0; i < segments.length; i++) {
                boolean fits = segments[i].startsWith("{") ? !asked[i].isEmpty() : segments[i].equals(asked[i]);
                if (!fits) {
                    return false;
                }
            }
            return true;
        }
    }

    RouteTable(List<Route> routes, List<RawRoute> pages, HttpMetrics metrics) {
        for (Route route : routes) {
            HttpMetrics.Of measure = metrics.of(route.method(), route.path());
            add(route.path(), new Target(route, null, segments(route.path()), measure));
        }
        for (RawRoute page : pages) {
            HttpMetrics.Of measure = metrics.of(Route.Method.GET, page.path());
            add(page.path(), new Target(null, page, segments(page.path()), measure));
        }
    }

    /** What answers the request, or {@code null}; what answers {@code GET} answers {@code HEAD} too. */
    @Nullable
    Target find(String method, String path) {
        String sought = method.equals("HEAD") ? "GET" : method;
        for (Target target : at(path)) {
            if (target.method().equals(sought)) {
                return target;
            }
        }
        return null;
    }

    /** The methods that the path takes, as an {@code Allow} header lists them; empty if the path is not known at all. */
    String allowed(String path) {
        Set<String> methods = new TreeSet<>();
        at(path).forEach(target -> methods.add(target.method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return String.join(", ", methods);
    }

    /** A slash at the end does not count, as in Javalin. */
    private List<Target> at(String path) {
        if (path.length() > PATH_MAX_LENGTH) {
            return List.of();
        }
        boolean slashAtEnd = path.length() > 1 && path.endsWith("/");
        String asked = slashAtEnd ? path.substring(0, path.length() - 1) : path;
        List<Target> known = plain.get(asked);
        if (known != null) {
            return known;
        }
        String[] segments = segments(asked);
        List<Target> found = new ArrayList<>(2);
        for (Target target : parameterized.getOrDefault(segments.length, List.of())) {
            if (target.takes(segments)) {
                found.add(target);
            }
        }
        return found;
    }

    private void add(String path, Target target) {
        if (path.contains("{")) {
            parameterized
                    .computeIfAbsent(target.segments().length, length -> new ArrayList<>())
                    .add(target);
        } else {
            plain.computeIfAbsent(path, unknown -> new ArrayList<>()).add(target);
        }
    }

    private static String[] segments(String path) {
        return path.split("/", -1);
    }
}
