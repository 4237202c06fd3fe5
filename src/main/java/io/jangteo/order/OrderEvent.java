package io.jangteo.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in an order's life.
 *
 * @param reason why the administrator cancelled or refunded the order; null if the administrator did not
 */
public record OrderEvent(Instant at, Kind kind, @Nullable String reason) {

    /** An order is placed, then paid, then closed as its status says. */
    public enum Kind {
        PLACED,
        PAID,
        CANCELLED,
        EXPIRED,
        REFUNDED
    }
}
