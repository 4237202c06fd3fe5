package io.jangteo.books;

import io.jangteo.database.Sql;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Cuts by an indexed column. All rows of a key are in one piece, so a key must have few of them.
 *
 * @param lowest a value below every key
 * @param highest a value that no key exceeds
 */
record KeysSql(String table, String column, Object lowest, Object highest) {

    static KeysSql ofIds(String table, String column) {
        return new KeysSql(table, column, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static KeysSql ofDays(String table, String column) {
        // Any text that may wrongly stand in the place of a day lies between these two.
        return new KeysSql(table, column, "", "\uffff");
    }

    /**
     * The piece after the last one, or the first. Its end is determined in the snapshot in which it is checked, so no
     * row added in between falls between two pieces.
     */
    Span next(Handle handle, @Nullable Span last, int rows) {
        Object after = last == null ? lowest : last.to();
        Optional<Object> to = keyAfter(handle, after, rows);
        return new Span(after, to.orElse(highest), to.isEmpty(), null);
    }

    /** The key of the row {@code rows} rows after {@code after}, counting from 1; empty if there are fewer rows. */
    Optional<Object> keyAfter(Handle handle, Object after, int rows) {
        return Sql.of(
                        handle,
                        "SELECT %1$s FROM %2$s WHERE %1$s > :after ORDER BY %1$s LIMIT 1 OFFSET :rows"
                                .formatted(column, table))
                .with("after", after, "rows", rows - 1)
                .findOne(row -> row.getObject(1));
    }

    /** The same for ids, up to a bound: the bound if there are fewer rows below it. */
    long idAfter(Handle handle, long after, int rows, long bound) {
        return keyAfter(handle, after, rows)
                .map(id -> Math.min(((Number) id).longValue(), bound))
                .orElse(bound);
    }
}
