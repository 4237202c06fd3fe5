package io.jangteo.books;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Cuts the rows of a check into pieces. */
interface Cut {
    /**
     * The piece after the last one, or the first. Its end is determined in the snapshot in which it is checked, so no
     * row added in between falls between two pieces.
     */
    Span next(Handle handle, @Nullable Span last, int rows);

    /** The SQL condition that a row is in the piece, written so that the index of the cut finds only those rows. */
    String rowsIn(Span span);
}
