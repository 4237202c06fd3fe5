package io.jangteo.dataplatform;

/** The messages that can be replayed all together; others are replayed one by one. */
public enum ReplayableStatus {
    /** Given up after all attempts. */
    DEAD
}
