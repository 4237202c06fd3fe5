package io.jangteo.order;

import java.time.Instant;

/** An event in an order's life. */
public record OrderEvent(Instant at, Kind kind) {

    /** An order is placed, then paid, then closed as its status says. */
    public enum Kind {
        PLACED,
        PAID,
        CANCELLED,
        EXPIRED,
        REFUNDED
    }
}
