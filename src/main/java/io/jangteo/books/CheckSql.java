package io.jangteo.books;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A check that is one query. Its subject has one row for each thing that is checked, of those whose key is above
 * {@code :after} and not above {@code :to}: {@code id}, by which violations are ordered, and {@code violation}, a
 * sentence or NULL. It looks into other rows through their indexes alone, so that a piece costs what the piece is.
 */
record CheckSql(String name, Keys keys, String subject) implements Check {
    /** A check that goes wrong in more places than this is read by its first ones; the report stays small. */
    static final int VIOLATIONS_MAX = 100;

    @Override
    public Found look(Handle handle, Object after, Object to) {
        Counts counts = handle.createQuery("""
            SELECT COUNT(*) AS checked, COUNT(violation) AS violations
            FROM (
            %s) AS subject
            """.formatted(subject))
                .bind("after", after)
                .bind("to", to)
                .map((row, context) -> new Counts(row.getLong("checked"), row.getLong("violations")))
                .one();
        return new Found(counts.checked, counts.violations == 0 ? List.of() : violations(handle, after, to));
    }

    /** The key of the row that is {@code rows} rows further on, the first one being 1; empty if there are not as many. */
    static Optional<Object> keyAfter(Handle handle, Keys keys, Object after, int rows) {
        return handle.createQuery("SELECT %1$s FROM %2$s WHERE %1$s > :after ORDER BY %1$s LIMIT 1 OFFSET :rows"
                        .formatted(keys.column(), keys.table()))
                .bind("after", after)
                .bind("rows", rows - 1)
                .map((row, context) -> row.getObject(1))
                .findOne();
    }

    private List<String> violations(Handle handle, Object after, Object to) {
        return handle.createQuery("""
            SELECT violation
            FROM (
            %s) AS subject
            WHERE violation IS NOT NULL
            ORDER BY id, violation
            LIMIT :limit
            """.formatted(subject))
                .bind("after", after)
                .bind("to", to)
                .bind("limit", VIOLATIONS_MAX)
                .map((row, context) -> row.getString(1))
                .list();
    }

    private record Counts(long checked, long violations) {}
}
