package io.jangteo.books;

import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is the same in the query of every check. */
final class CheckSql {
    /** A check that goes wrong in more places than this is read by its first ones; the report stays small. */
    static final int VIOLATIONS_MAX = 100;

    private CheckSql() {}

    /**
     * Runs a check. Its subject is a query with one row for each thing that is checked: {@code id}, by which violations
     * are ordered, and {@code violation}, a sentence or NULL.
     */
    static BooksCheck run(Handle handle, String name, String subject) {
        List<Found> found = handle.createQuery("""
            WITH subject AS (
            %s)
            SELECT COUNT(*) AS checked, NULL AS id, NULL AS violation
            FROM subject
            UNION ALL
            SELECT 0, id, violation
            FROM (
                SELECT id, violation
                FROM subject
                WHERE violation IS NOT NULL
                ORDER BY id, violation
                LIMIT :limit) AS listed
            ORDER BY id, violation
            """.formatted(subject))
                .bind("limit", VIOLATIONS_MAX)
                .map((row, context) -> new Found(row.getLong("checked"), row.getString("violation")))
                .list();
        long checked = found.stream().mapToLong(Found::checked).sum();
        List<String> violations =
                found.stream().map(Found::violation).filter(Objects::nonNull).toList();
        return new BooksCheck(name, checked, violations);
    }

    private record Found(long checked, @Nullable String violation) {}
}
