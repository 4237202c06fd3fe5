package io.jangteo.books;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How the rows of a check are cut into pieces. */
interface Cut {
    /**
     * The piece after the last one, or the first. Where it ends is found in the snapshot in which it is looked at:
     * nothing that comes meanwhile falls between two pieces.
     */
    Span next(Handle handle, @Nullable Span last, int rows);

    /** The condition that a row is in the piece, such that the index of the cut finds those rows alone. */
    String rowsIn(Span span);
}
