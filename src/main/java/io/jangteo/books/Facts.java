package io.jangteo.books;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The facts about one subject, by column name. */
record Facts(List<String> names, Object[] values) {
    /** Merges the facts of two parts of a subject's rows. Columns that are not named keep the first part's value. */
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
