package io.jangteo.testkit;

/** The kind of a fault. */
public enum FaultKind {
    /** The request is answered as usual, but later. */
    DELAY,
    /** The request is refused with 503 {@code OVERLOADED} before any work is done. */
    REFUSE,
    /** All work is done and committed, and then the connection closes without a reply. */
    DROP_REPLY
}
