package io.jangteo.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells which methods a path takes, for requests that no route took. */
final class RouteIndex {
    private final List<Entry> entries = new ArrayList<>();

    RouteIndex(List<Route> routes, List<RawRoute> rawRoutes) {
        routes.forEach(route -> entries.add(entry(route.method().name(), route.path())));
        rawRoutes.forEach(route -> entries.add(entry("GET", route.path())));
    }

    /** The methods as an {@code Allow} header lists them; empty if the path is not known at all. */
    String allowed(String path) {
        Set<String> methods = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.path.matcher(path).matches()) {
                methods.add(entry.method);
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

    private static Entry entry(String method, String path) {
        String pattern = Stream.of(path.split("(?=\\{)|(?<=})"))
                .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining());
        return new Entry(method, Pattern.compile(path.endsWith("/") ? pattern : pattern + "/?"));
    }

    private record Entry(String method, Pattern path) {}
}
