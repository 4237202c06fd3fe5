package io.jangteo.database;

/**
 * The result of a checkpoint.
 *
 * @param busy whether a read or another checkpoint kept it from completing
 * @param logPages pages in the log; -1 if the log could not be examined
 * @param movedPages pages of the log that are in the database file, flushed
 */
record Checkpoint(boolean busy, int logPages, int movedPages) {

    /** How much a checkpoint does; the names are SQLite's. */
    enum Mode {
        /** Only reports the state of the log. */
        NOOP,
        /** Moves the pages that no read blocks, without waiting. */
        PASSIVE,
        /** Moves all pages, waits for the reads that need the log, and lets the next commit restart it. */
        RESTART,
        /** Does the same as RESTART and truncates the log file to zero bytes. */
        TRUNCATE
    }

    /** Whether the next commit restarts the log from the beginning. */
    boolean emptiesLog() {
        return !busy && logPages == movedPages;
    }
}
