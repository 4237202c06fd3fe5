package io.jangteo.dataplatform;

import io.jangteo.problem.Refusal;

/** The refusals of the events. */
public final class EventRefusals {
    /** Some of the events after the cursor were deleted, or the cursor is of another shop. */
    public static final Refusal EVENTS_GONE = new Refusal("EVENTS_GONE", 410);

    private EventRefusals() {}
}
