package io.jangteo.database;

import java.time.Duration;

/**
 * Settings of the embedded database.
 *
 * @param batchMax maximum number of requests that share one commit; 1 gives each its own
 * @param queueMax maximum number of waiting writes; further ones are refused with {@code OVERLOADED}
 * @param queueWait maximum wait of a write before it is refused with {@code OVERLOADED}
 * @param readers maximum number of concurrent reads
 * @param readLimit maximum duration of a read: an open read keeps the log from being truncated
 * @param temporary whether the database is deleted when closed; its log is then not moved into it, for which there may
 *     be no room
 */
public record SqliteSettings(
        int batchMax, int queueMax, Duration queueWait, int readers, Duration readLimit, boolean temporary) {
    /** Large enough for all waiting requests to share one flush, small enough to answer the first one soon. */
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
