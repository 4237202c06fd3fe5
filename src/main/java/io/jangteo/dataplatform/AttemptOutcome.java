package io.jangteo.dataplatform;

/** The outcome of one attempt to deliver a message. */
public enum AttemptOutcome {
    DELIVERED,
    /** Another attempt follows. */
    FAILED,
    /** It was the last attempt. */
    DEAD
}
