package io.jangteo.dataplatform;

import java.time.Instant;

/**
 * What a {@link Sink} is given to deliver.
 *
 * @param id the same on every attempt, so that the receiver can tell a repetition
 * @param attempts how often it was tried before
 * @param dueAt when this attempt was to be made
 * @param payload the JSON text, on one line; what is signed and sent is exactly this
 */
public record Message(String id, int attempts, Instant dueAt, String payload) {

    boolean isDueBy(Instant moment) {
        return !dueAt.isAfter(moment);
    }
}
