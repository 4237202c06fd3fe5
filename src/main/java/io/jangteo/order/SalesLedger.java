package io.jangteo.order;

import io.jangteo.database.Tx;
import java.time.LocalDate;

/** Counts the units sold on each day, in the same commit as the sale. */
@FunctionalInterface
public interface SalesLedger {

    /**
     * Adds to the units of a product that were sold on a day.
     *
     * @param day the business day of the payment
     * @param units sold, or, if negative, returned by a refund
     */
    void add(Tx tx, LocalDate day, long productId, long units);
}
