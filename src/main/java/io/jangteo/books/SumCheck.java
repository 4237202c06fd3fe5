package io.jangteo.books;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A check of totals over any number of rows.
 *
 * @param violation describes wrong facts in a sentence; returns {@code null} for correct ones
 */
record SumCheck(String name, SumsSql sums, Function<Facts, @Nullable String> violation) implements Check {

    @Override
    public Piece look(Handle handle, @Nullable Object place, int rows) {
        AtomicLong checked = new AtomicLong();
        List<String> violations = new ArrayList<>();
        SumsSql.Place next = sums.next(handle, (SumsSql.Place) place, rows, facts -> {
            checked.incrementAndGet();
            String found = violations.size() < CheckSql.VIOLATIONS_MAX ? violation.apply(facts) : null;
            if (found != null) {
                violations.add(found);
            }
        });
        return new Piece(checked.get(), violations, next.span().isLast() ? null : next);
    }
}
