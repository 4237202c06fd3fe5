package io.jangteo.books;

import io.jangteo.database.Sql;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Cuts by a column that has an index in its order. All rows of one key stand in one piece, so there may be few of them.
 *
 * @param lowest a value below every key
 * @param highest a value that no key is above
 */
record KeysSql(String table, String column, Object lowest, Object highest) implements Cut {

    static KeysSql ofIds(String table, String column) {
        return new KeysSql(table, column, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static KeysSql ofDays(String table, String column) {
        // Any text that somebody may have put in the place of a day lies between these two.
        return new KeysSql(table, column, "", "\uffff");
    }

    @Override
    public Span next(Handle handle, @Nullable Span last, int rows) {
        Object after = last == null ? lowest : last.to();
        Optional<Object> to = keyAfter(handle, after, rows);
        return new Span(after, to.orElse(highest), to.isEmpty(), null);
    }

    @Override
    public String rowsIn(Span span) {
        return column + " > :after AND " + column + " <= :to";
    }

    /** The key of the row that is {@code rows} rows further on, the first one being 1; empty if there are not as many. */
    Optional<Object> keyAfter(Handle handle, Object after, int rows) {
        return Sql.of(
                        handle,
                        "SELECT %1$s FROM %2$s WHERE %1$s > :after ORDER BY %1$s LIMIT 1 OFFSET :rows"
                                .formatted(column, table))
                .with("after", after, "rows", rows - 1)
                .map(row -> row.getObject(1))
                .findOne();
    }
}
