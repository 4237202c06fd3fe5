package io.jangteo.web;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A handler's result if all was as asked for already: nothing is noted of it.
 *
 * @param body the reply's body
 */
public record Unchanged(Object body) {
    /** Returns what was changed; if nothing was, what there is. */
    public static <T> Object unless(Optional<T> changed, Supplier<T> standing) {
        return changed.isPresent() ? changed.get() : new Unchanged(standing.get());
    }
}
