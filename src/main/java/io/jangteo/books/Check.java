package io.jangteo.books;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A rule that holds for the whole shop. It is checked in pieces, each of which is a read with its own snapshot. */
interface Check {
    /** The rule that holds if there are no violations, in words joined by hyphens; never changed once published. */
    String name();

    /**
     * Checks the next piece.
     *
     * @param place where the previous piece ended, or {@code null} for the first piece
     * @param rows maximum number of rows in the piece: its cost is in proportion to them, whatever the size of the shop
     */
    Piece look(Handle handle, @Nullable Object place, int rows);

    /**
     * The result of a piece of a check.
     *
     * @param checked number of checked items
     * @param violations ordered by the ids that they name, at most {@value CheckSql#VIOLATIONS_MAX}
     * @param next where the next piece begins, or {@code null} after the last one
     */
    record Piece(
            long checked, List<String> violations, @Nullable Object next) {}
}
