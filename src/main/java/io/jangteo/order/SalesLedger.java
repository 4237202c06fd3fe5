package io.jangteo.order;

import io.jangteo.database.Tx;
import java.time.LocalDate;

/** Whoever keeps count of what was sold on which day, and wants to know in the same commit. */
@FunctionalInterface
public interface SalesLedger {

    /**
     * @param day the business day of the payment
     * @param units sold, or, if negative, given back by a refund
     */
    void add(Tx tx, LocalDate day, long productId, long units);
}
