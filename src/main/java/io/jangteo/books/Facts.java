package io.jangteo.books;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was found out about one subject, by the names of the columns. */
record Facts(List<String> names, Object[] values) {
    /** How the facts of two parts of a subject's rows become one. What is not named here is as the first part has it. */
    enum Merge {
        SUM,
        LAST
    }

    long number(String name) {
        return ((Number) values[names.indexOf(name)]).longValue();
    }

    @Nullable
    Object value(String name) {
        return values[names.indexOf(name)];
    }

    Object id() {
        return values[0];
    }

    Facts with(Facts later, Map<String, Merge> merges) {
        Object[] merged = values.clone();
        merges.forEach((name, merge) -> {
            int i = names.indexOf(name);
            merged[i] = switch (merge) {
                case SUM -> number(name) + later.number(name);
                case LAST -> Objects.requireNonNullElse(later.values[i], merged[i]);
            };
        });
        return new Facts(names, merged);
    }
}
