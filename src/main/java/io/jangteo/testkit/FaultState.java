package io.jangteo.testkit;

import org.jspecify.annotations.Nullable;

/**
 * The current state of a fault.
 *
 * @param times the number of requests it applies to
 * @param met the number of requests it has applied to
 */
public record FaultState(
        long id, String operation, FaultKind kind, @Nullable Long delayMillis, long times, long met) {}
