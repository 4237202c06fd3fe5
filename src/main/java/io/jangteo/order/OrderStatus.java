package io.jangteo.order;

/** {@code PENDING} → {@code PAID} → {@code REFUNDED}; {@code PENDING} → {@code CANCELLED} or {@code EXPIRED}. */
public enum OrderStatus {
    PENDING,
    PAID,
    REFUNDED,
    CANCELLED,
    EXPIRED;

    /** Returns whether nothing more can become of the order. */
    boolean isFinal() {
        return this != PENDING && this != PAID;
    }
}
