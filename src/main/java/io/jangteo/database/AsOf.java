package io.jangteo.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment that a question is about.
 *
 * @param moment one that has passed, or {@code null} for the shop as it is
 */
public record AsOf(@Nullable Instant moment) {
    public static final AsOf NOW = new AsOf(null);

    /** What times in rows are held against: what happened later than this had not happened. */
    public long millis() {
        return moment == null ? Long.MAX_VALUE : moment.toEpochMilli();
    }

    /** The moment, or the given one if the question is about the shop as it is. */
    public Instant momentOr(Instant now) {
        return moment == null ? now : moment;
    }

    public boolean isPast() {
        return moment != null;
    }
}
