package io.jangteo.order;

import io.jangteo.database.Tx;
import java.time.LocalDate;
import java.util.Map;

/** Counts the units sold on each day, in the same commit as the sale. */
@FunctionalInterface
public interface SalesLedger {

    /**
     * Adds to the units that were sold on a day. Comes after all other changes of the transaction, and for several days
     * in the order of the days.
     *
     * @param day the business day of the payments
     * @param units by product id: sold, or, if negative, returned by a refund
     */
    void add(Tx tx, LocalDate day, Map<Long, Long> units);
}
