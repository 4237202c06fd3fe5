package io.jangteo.dataplatform;

/** Where a message stands. PENDING becomes DELIVERED or DEAD, DEAD becomes DELIVERED if a receipt came late; only a replay leads back. */
public enum DeliveryStatus {
    /** Not delivered yet; it has a next attempt. */
    PENDING,
    DELIVERED,
    /** Given up after the last attempt. */
    DEAD
}
