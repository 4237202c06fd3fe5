package io.jangteo.dataplatform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a message, as it ended.
 *
 * @param number from 1 on, and on over replays; an attempt made before attempts were kept has a number too and is not
 *     here
 * @param at when its outcome was recorded
 * @param error why it failed, if it did
 */
public record DeliveryAttempt(
        long number,
        Instant at,
        AttemptOutcome outcome,
        @Nullable String error) {}
