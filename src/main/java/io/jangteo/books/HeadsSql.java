package io.jangteo.books;

import io.jangteo.database.DatabaseId;
import io.jangteo.database.Sql;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Cuts by heads that may have any number of rows: products with movements, coupons with their copies. A piece holds as many
 * heads as have few enough rows together; a head with too many rows takes several pieces, each with a part of its rows.
 *
 * <p>The parts of a head are read in different snapshots. Together they equal the first snapshot if only rows up to its
 * bound are counted, because rows never change and each new one has a higher id than all earlier ones.
 *
 * @param keys the heads
 * @param rows the table of their rows
 * @param head the rows' column that refers to the head
 * @param row the column by which a head's rows are cut; there is an index on head and row
 * @param bound the table whose newest id bounds the counted rows
 */
record HeadsSql(KeysSql keys, String rows, String head, String row, String bound) {

    /** The piece after the last one, or the first. */
    Span next(Handle handle, @Nullable Span last, int rowsMax) {
        if (last == null) {
            return heads(handle, keys.lowest(), rowsMax);
        }
        Span.Part part = last.part();
        if (part == null || !last.isUnfinished()) {
            return heads(handle, last.to(), rowsMax);
        }
        if (!DatabaseId.of(handle).equals(part.databaseId())) {
            return heads(handle, last.after(), rowsMax);
        }
        return part(handle, last.after(), last.to(), part.until(), part.bound(), part.databaseId(), rowsMax);
    }

    private Span heads(Handle handle, Object after, int rowsMax) {
        Optional<Object> to = keys.keyAfter(handle, after, rowsMax);
        Object end = to.orElse(keys.highest());
        Optional<Object> crowded = headOfRow(handle, after, end, rowsMax);
        if (crowded.isEmpty()) {
            return new Span(after, end, to.isEmpty(), null);
        }
        Optional<Object> before = keyBefore(handle, after, crowded.get());
        if (before.isPresent()) {
            return new Span(after, before.get(), false, null);
        }
        long newest =
                Sql.of(handle, "SELECT COALESCE(MAX(id), 0) FROM " + bound).one(row -> row.getLong(1));
        return part(handle, after, crowded.get(), Long.MIN_VALUE, newest, DatabaseId.of(handle), rowsMax);
    }

    private Span part(Handle handle, Object after, Object to, long from, long newest, String databaseId, int rowsMax) {
        long until = Sql.of(
                        handle,
                        "SELECT %1$s FROM %2$s WHERE %3$s = :head AND %1$s > :from ORDER BY %1$s LIMIT 1 OFFSET :rows"
                                .formatted(row, rows, head))
                .with("head", to, "from", from, "rows", rowsMax - 1)
                .findOne(row -> row.getLong(1))
                .orElse(Long.MAX_VALUE);
        return new Span(after, to, false, new Span.Part(from, until, newest, databaseId));
    }

    /**
     * The head of the first row beyond {@code rowsMax}; empty if the heads up to the end have no more rows than that.
     */
    private Optional<Object> headOfRow(Handle handle, Object after, Object end, int rowsMax) {
        return Sql.of(handle, """
                        SELECT %1$s FROM %2$s WHERE %1$s > :after AND %1$s <= :end ORDER BY %1$s LIMIT 1 OFFSET :rows
                        """.formatted(head, rows), "after", after, "end", end, "rows", rowsMax)
                .findOne(row -> row.getObject(1));
    }

    private Optional<Object> keyBefore(Handle handle, Object after, Object before) {
        return Sql.of(handle, """
                        SELECT %1$s FROM %2$s WHERE %1$s > :after AND %1$s < :before ORDER BY %1$s DESC LIMIT 1
                        """.formatted(keys.column(), keys.table()), "after", after, "before", before)
                .findOne(row -> row.getObject(1));
    }
}
