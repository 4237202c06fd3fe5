package io.jangteo.dataplatform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message for a {@link Sink} to deliver.
 *
 * @param id the same on every attempt, so that the receiver can recognize a repeat
 * @param attempts number of earlier attempts
 * @param dueAt the time for which this attempt was planned
 * @param leasedUntil when other processes may send it, {@code null} if there are none
 * @param payload the JSON text, on one line; signed and sent exactly as it is
 */
public record Message(
        String id, int attempts, Instant dueAt, @Nullable Instant leasedUntil, String payload) {

    Message(String id, int attempts, Instant dueAt, String payload) {
        this(id, attempts, dueAt, null, payload);
    }

    boolean isDueBy(Instant moment) {
        return !dueAt.isAfter(moment);
    }
}
