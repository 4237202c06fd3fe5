package io.jangteo.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A fault as it stands.
 *
 * @param times how many requests meet it in all
 * @param met how many have met it
 */
public record FaultState(
        long id, String operation, FaultKind kind, @Nullable Long delayMillis, long times, long met) {}
