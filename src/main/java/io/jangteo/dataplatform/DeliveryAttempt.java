package io.jangteo.dataplatform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One completed attempt to deliver a message.
 *
 * @param number counts from 1 and continues across replays; attempts of versions that did not record them are counted,
 *     but not listed
 * @param at the time at which its outcome was recorded
 * @param error why it failed, {@code null} if it did not
 */
public record DeliveryAttempt(
        long number,
        Instant at,
        AttemptOutcome outcome,
        @Nullable String error) {}
