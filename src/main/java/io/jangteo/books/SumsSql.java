package io.jangteo.books;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Totals facts about heads over all their rows. Facts of a head with too many rows for one piece are kept until its
 * last part, and describe the snapshot of its first part: the query counts only rows up to {@code :bound}, and undoes
 * later changes of their mutable columns.
 *
 * @param merges how to merge the columns that are totaled
 * @param facts a query whose first column is the id of the facts' subject
 */
record SumsSql(HeadsSql heads, Map<String, Facts.Merge> merges, String facts) {

    /**
     * Reads the next piece.
     *
     * @param last the result for the previous piece
     * @param whole receives the complete facts, in the order of their ids
     */
    Place next(Handle handle, @Nullable Place last, int rows, Consumer<Facts> whole) {
        Span span = heads.next(handle, last == null ? null : last.span, rows);
        Map<Object, Facts> kept =
                last != null && span.isContinued() ? new LinkedHashMap<>(last.kept) : new LinkedHashMap<>();
        Consumer<Facts> each = span.part() == null ? whole : found -> kept.merge(found.id(), found, this::merge);
        CheckSql.of(handle, span, facts).scan(found -> read(found, each));
        if (span.isUnfinished()) {
            return new Place(span, kept);
        }
        kept.values().forEach(whole);
        return new Place(span, Map.of());
    }

    private Facts merge(Facts earlier, Facts later) {
        return earlier.with(later, merges);
    }

    private static long read(ResultSet rows, Consumer<Facts> each) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        long count = 0;
        while (rows.next()) {
            Object[] values = new Object[names.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.getObject(i + 1);
            }
            each.accept(new Facts(names, values));
            count++;
        }
        return count;
    }

    /** The end of a piece, with the facts about a head that is not finished. */
    record Place(Span span, Map<Object, Facts> kept) {}
}
