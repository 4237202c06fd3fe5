package io.jangteo.database;

import java.time.Duration;

/**
 * How the embedded database is run.
 *
 * @param batchMax how many requests share one commit at most; 1 gives each its own
 * @param queueMax how many writes may wait; one more is refused with {@code OVERLOADED}
 * @param queueWait how long a write may wait before it is refused with {@code OVERLOADED}
 * @param readers how many reads may run at the same time
 * @param readLimit how long a read may take: a reader that stays open keeps the log from being cut
 * @param temporary whether nothing of the database outlives its close: then its log is not moved into it at the end, for
 *     which there may be no room
 */
public record SqliteSettings(
        int batchMax, int queueMax, Duration queueWait, int readers, Duration readLimit, boolean temporary) {
    /** Large enough that a commit's disk flush is shared by all who wait, small enough to answer the first soon. */
    public static final int DEFAULT_BATCH_MAX = 256;

    public static final int DEFAULT_QUEUE_MAX = 1024;
    public static final Duration DEFAULT_QUEUE_WAIT = Duration.ofSeconds(3);
    public static final int DEFAULT_READERS = 4;
    public static final Duration DEFAULT_READ_LIMIT = Duration.ofSeconds(30);

    public static SqliteSettings defaults() {
        return new SqliteSettings(
                DEFAULT_BATCH_MAX, DEFAULT_QUEUE_MAX, DEFAULT_QUEUE_WAIT, DEFAULT_READERS, DEFAULT_READ_LIMIT, false);
    }
}
