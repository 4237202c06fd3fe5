package io.jangteo.dataplatform;

/** What one attempt to deliver a message came to. */
public enum AttemptOutcome {
    DELIVERED,
    /** Another attempt follows. */
    FAILED,
    /** It was the last. */
    DEAD
}
