package io.jangteo.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment for which a query is answered.
 *
 * @param moment a past moment, or {@code null} for the current state
 */
public record AsOf(@Nullable Instant moment) {
    public static final AsOf NOW = new AsOf(null);

    /** Upper bound for row timestamps, in epoch milliseconds: the query ignores what happened later. */
    public long millis() {
        return moment == null ? Long.MAX_VALUE : moment.toEpochMilli();
    }

    /** The moment, or {@code now} if the query is for the current state. */
    public Instant momentOr(Instant now) {
        return moment == null ? now : moment;
    }

    public boolean isPast() {
        return moment != null;
    }
}
