package io.jangteo.books;

import io.jangteo.database.Sql;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A check that consists of one query, which proves each piece independently. Its subject returns one row for each
 * checked item in the piece: {@code id}, by which violations are ordered, and {@code violation}, a sentence or NULL. It
 * reads other rows only through their indexes, so that the cost of a piece depends on its size alone.
 */
record CheckSql(String name, KeysSql keys, String subject) implements Check {
    /** Keeps the report small; the first violations of a check suffice. */
    static final int VIOLATIONS_MAX = 100;

    @Override
    public Piece look(Handle handle, @Nullable Object place, int rows) {
        Span span = keys.next(handle, (Span) place, rows);
        Counts counts = of(handle, span, """
            SELECT COUNT(*) AS checked, COUNT(violation) AS violations
            FROM (
            %s) AS subject
            """.formatted(subject))
                .one(row -> new Counts(row.getLong("checked"), row.getLong("violations")));
        List<String> violations = counts.violations == 0 ? List.of() : violations(handle, span);
        return new Piece(counts.checked, violations, span.isLast() ? null : span);
    }

    /** Creates a query of a piece and binds the span's parameters that it uses. */
    static Sql of(Handle handle, Span span, String query) {
        Sql sql = Sql.of(handle, query);
        span.parameters().forEach((name, value) -> {
            if (sql.names(name)) {
                sql.with(name, value);
            }
        });
        return sql;
    }

    private List<String> violations(Handle handle, Span span) {
        return of(handle, span, """
            SELECT violation
            FROM (
            %s) AS subject
            WHERE violation IS NOT NULL
            ORDER BY id, violation
            LIMIT :limit
            """.formatted(subject))
                .with("limit", VIOLATIONS_MAX)
                .list(row -> row.getString(1));
    }

    private record Counts(long checked, long violations) {}
}
