package io.jangteo.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Says what a change is about, from its path. */
final class AuditTarget {
    private AuditTarget() {}

    /**
     * Returns the path down to its last parameter, else that of what was created, else the path's first word; without
     * the API's prefix: {@code users/1}, {@code clock}.
     *
     * @param pattern the route's path
     * @param created the path of what the request created, if it did
     */
    static String of(String pattern, String path, @Nullable String created) {
        String[] names = pattern.split("/", -1);
        String[] words = path.split("/", -1);
        int end = names.length;
        while (end > 0 && !names[end - 1].startsWith("{")) {
            end--;
        }
        if (end > 0) {
            return withoutPrefix(String.join("/", Arrays.asList(words).subList(0, end)));
        }
        String rest = withoutPrefix(created == null ? path : created);
        return created == null ? rest.split("/", 2)[0] : rest;
    }

    private static String withoutPrefix(String path) {
        String prefix = path.startsWith(Route.ADMIN + "/") ? Route.ADMIN : Route.API;
        return path.substring(prefix.length() + 1);
    }
}
