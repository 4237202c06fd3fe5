package io.jangteo.reference;

import io.jangteo.reference.Matching.Free;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The first page of a list. */
final class Listing {
    private Listing() {}

    static <T> Map<String, Object> newestFirst(
            String name, List<T> oldestFirst, Function<T, Map<String, Object>> shown, int limit) {
        List<T> reversed = new ArrayList<>(oldestFirst);
        Collections.reverse(reversed);
        return of(name, reversed, shown, limit);
    }

    static <T> Map<String, Object> of(String name, List<T> ordered, Function<T, Map<String, Object>> shown, int limit) {
        List<Map<String, Object>> page =
                ordered.stream().limit(limit).map(shown).toList();
        return ExpectedReply.members(name, page, "nextCursor", ordered.size() > limit ? Free.TEXT : null);
    }
}
