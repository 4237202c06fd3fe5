package io.jangteo.testkit;

/** What goes wrong. */
public enum FaultKind {
    /** The request is answered as ever, but later. */
    DELAY,
    /** The request is refused with 503 {@code OVERLOADED} before anything is done. */
    REFUSE,
    /** Everything is done and committed, and then the connection breaks off without a reply. */
    DROP_REPLY
}
