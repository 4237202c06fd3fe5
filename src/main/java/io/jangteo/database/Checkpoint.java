package io.jangteo.database;

/**
 * What a checkpoint came to.
 *
 * @param busy whether it could not be completed, because a read or another checkpoint was in its way
 * @param logPages pages in the log; -1 if it could not be looked at
 * @param movedPages those of them that are in the database file, flushed
 */
record Checkpoint(boolean busy, int logPages, int movedPages) {

    /** How far a checkpoint goes; the names are SQLite's. */
    enum Mode {
        /** Only looks. */
        NOOP,
        /** Moves what no read is in the way of, and waits for nobody. */
        PASSIVE,
        /** Moves all, waits for the reads that need the log, and lets the next commit begin it anew. */
        RESTART,
        /** Likewise, and cuts the log's file to nothing. */
        TRUNCATE
    }

    /** Whether the next commit begins the log anew. */
    boolean emptiesLog() {
        return !busy && logPages == movedPages;
    }
}
