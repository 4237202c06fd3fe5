package io.jangteo.books;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Something that holds of the whole shop. It is looked at in pieces, each of which is a read with a snapshot of its own. */
interface Check {
    /** What holds if there is no violation, in words joined by hyphens; never changed once published. */
    String name();

    /**
     * Looks at the next piece.
     *
     * @param place where the piece before ended, or {@code null} for the first one
     * @param rows how many rows the piece has at most: what it costs is in proportion to them, however large the shop
     */
    Piece look(Handle handle, @Nullable Object place, int rows);

    /**
     * What a piece of a check came to.
     *
     * @param checked how many things were found to be right or wrong
     * @param violations ordered by the ids that they name, at most {@value CheckSql#VIOLATIONS_MAX}
     * @param next where the next piece begins, or {@code null} after the last one
     */
    record Piece(
            long checked, List<String> violations, @Nullable Object next) {}
}
