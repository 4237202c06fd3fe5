package io.jangteo.books;

import io.jangteo.database.DatabaseId;
import io.jangteo.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Checks all changes of the owners' numbers in the order of the changes' ids, in which they lie on the disk: by owner,
 * nearly each would be a page of its own. A number is kept in memory for each owner of a band; each band reads all
 * changes once.
 *
 * <p>All pieces of a band together describe the snapshot of its first one, in which the newest change is the bound:
 * changes never change, and a number is taken back by those after the bound.
 *
 * @param isChain whether each change is compared with the one before it, and not their sum with the owner's number
 * @param bandMax maximum number of owners in a band
 */
record LedgerSql(String name, Ledger ledger, boolean isChain, int bandMax) implements Check {
    /** 8 MiB. */
    private static final int BAND_MAX = 1 << 20;

    static LedgerSql sums(String name, Ledger ledger) {
        return new LedgerSql(name, ledger, false, BAND_MAX);
    }

    static LedgerSql chain(String name, Ledger ledger) {
        return new LedgerSql(name, ledger, true, BAND_MAX);
    }

    @Override
    public Piece look(Handle handle, @Nullable Object place, int rows) {
        String databaseId = DatabaseId.of(handle);
        Place from = (Place) place;
        if (from == null || !from.databaseId.equals(databaseId)) {
            // Another shop has replaced this one since: its changes say nothing about the owners that are left.
            long last = sql(handle, "SELECT COALESCE(MAX({id}), 0) FROM {ids}").one(row -> row.getLong(1));
            return next(handle, databaseId, from == null ? Long.MIN_VALUE : from.owner, last, rows);
        }
        if (from.row < from.bound) {
            return follow(handle, from, rows);
        }
        return isChain || from.owner == from.end()
                ? next(handle, databaseId, from.end(), from.last, rows)
                : compare(handle, from, rows);
    }

    /**
     * The first piece of the band of the owners after this one.
     *
     * @param last the newest owner when the check began: who came later is not looked at, so that the check ends
     */
    private Piece next(Handle handle, String databaseId, long after, long last, int rows) {
        Optional<Long> first = sql(
                        handle,
                        "SELECT {id} FROM {ids} WHERE {id} > :after AND {id} <= :last ORDER BY {id} LIMIT 1",
                        "after",
                        after,
                        "last",
                        last)
                .findOne(row -> row.getLong(1));
        if (first.isEmpty()) {
            return new Piece(0, List.of(), null);
        }
        long bound = sql(handle, "SELECT COALESCE(MAX(id), 0) FROM {rows}").one(row -> row.getLong(1));
        long others = last - first.get();
        // Ids that were written by hand may be further apart than a long can say.
        long[] numbers = new long[others < 0 || others >= bandMax ? bandMax : (int) others + 1];
        Place from = new Place(databaseId, bound, last, Long.MIN_VALUE, first.get(), first.get() - 1, numbers);
        return follow(handle, from, rows);
    }

    private Piece follow(Handle handle, Place from, int rows) {
        long until = KeysSql.ofIds(ledger.rows(), "id").idAfter(handle, from.row, rows, from.bound);
        // A piece may be read again: the numbers that it began with stay as they are.
        Place next = from.at(until, from.owner, from.numbers.clone());
        List<String> violations = new ArrayList<>();
        long checked =
                sql(handle, """
                        SELECT id, {ownerId}, {change}, {left}
                        FROM {rows}
                        WHERE id > :after AND id <= :until
                        ORDER BY id
                        """, "after", from.row, "until", until).scan(found -> follow(found, next, violations));
        if (isChain) {
            return new Piece(checked, violations, next.row == next.bound && next.end() == next.last ? null : next);
        }
        return next.row == next.bound ? compare(handle, next, rows) : new Piece(0, List.of(), next);
    }

    private long follow(ResultSet rows, Place place, List<String> violations) throws SQLException {
        long checked = 0;
        while (rows.next()) {
            long owner = rows.getLong(2) - place.first;
            if (owner < 0 || owner >= place.numbers.length) {
                continue;
            }
            checked++;
            long before = place.numbers[(int) owner];
            long change = rows.getLong(3);
            long after = isChain ? rows.getLong(4) : before + change;
            if (after != before + change && violations.size() < CheckSql.VIOLATIONS_MAX) {
                violations.add(ledger.row() + " " + rows.getLong(1) + " of " + ledger.owner() + " " + rows.getLong(2)
                        + ": " + change + " upon " + before + " left " + after);
            }
            place.numbers[(int) owner] = after;
        }
        return checked;
    }

    private Piece compare(Handle handle, Place from, int rows) {
        List<String> violations = new ArrayList<>();
        List<Long> owners = sql(handle, """
                        SELECT o.id, o.{held}, COALESCE((
                            SELECT SUM(r.{change})
                            FROM {rows} r
                            WHERE r.{ownerId} = o.id AND r.id > :bound), 0) AS later
                        FROM {owners} o
                        WHERE o.id > :after AND o.id <= :end
                        ORDER BY o.id
                        LIMIT :rows
                        """, "bound", from.bound, "after", from.owner, "end", from.end(), "rows", rows)
                .list(row -> {
                    long owner = row.getLong(1);
                    long held = row.getLong(2) - row.getLong(3);
                    long sum = from.numbers[(int) (owner - from.first)];
                    if (held != sum && violations.size() < CheckSql.VIOLATIONS_MAX) {
                        violations.add(ledger.owner() + " " + owner + ": " + ledger.heldInWords() + " " + held + ", "
                                + ledger.rowsInWords() + " add up to " + sum);
                    }
                    return owner;
                });
        if (owners.size() < rows && from.end() == from.last) {
            return new Piece(owners.size(), violations, null);
        }
        long compared = owners.size() < rows ? from.end() : owners.get(rows - 1);
        return new Piece(owners.size(), violations, from.at(from.row, compared, from.numbers));
    }

    private Sql sql(Handle handle, String text, @Nullable Object... namesAndValues) {
        // A chain covers owners that are not there, too.
        String chosen =
                text.replace("{ids}", isChain ? "{rows}" : "{owners}").replace("{id}", isChain ? "{ownerId}" : "id");
        return Sql.of(handle, ledger.in(chosen), namesAndValues);
    }

    /**
     * Where a piece ended.
     *
     * @param bound the newest change in the snapshot of the band's first piece
     * @param last the newest owner when the check began
     * @param row the last change that is in the numbers
     * @param first the band's first owner, whose number is the first one
     * @param owner the last one that was compared
     */
    private record Place(String databaseId, long bound, long last, long row, long first, long owner, long[] numbers) {
        /** The last owner of the band. */
        long end() {
            return first + numbers.length - 1;
        }

        Place at(long row, long owner, long[] numbers) {
            return new Place(databaseId, bound, last, row, first, owner, numbers);
        }
    }
}
