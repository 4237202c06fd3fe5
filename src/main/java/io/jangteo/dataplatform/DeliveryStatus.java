package io.jangteo.dataplatform;

/**
 * The state of a message. PENDING becomes DELIVERED or DEAD, and DEAD becomes DELIVERED if a receipt arrives late; only
 * a replay leads back to PENDING.
 */
public enum DeliveryStatus {
    /** Not delivered yet; another attempt is planned. */
    PENDING,
    DELIVERED,
    /** Given up after the last attempt. */
    DEAD
}
