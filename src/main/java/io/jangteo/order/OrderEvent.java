package io.jangteo.order;

import java.time.Instant;

/** Something that happened to an order. */
public record OrderEvent(Instant at, Kind kind) {

    /** What can happen: an order is placed, then paid, then closed as its status says. */
    public enum Kind {
        PLACED,
        PAID,
        CANCELLED,
        EXPIRED,
        REFUNDED
    }
}
