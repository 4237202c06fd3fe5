package io.jangteo.ranking;

import io.jangteo.database.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The stored units of each product on each computed day. */
final class StoredDays {

    Optional<Instant> computedAt(Handle handle, LocalDate date) {
        return DailySalesSql.computedAt(handle, date);
    }

    /** Returns the day's sales; empty if it was not computed. */
    Optional<DayUnits> find(Handle handle, LocalDate date) {
        return computedAt(handle, date).map(at -> new DayUnits(date, DailySalesSql.units(handle, date)));
    }

    /** Counts the day's paid orders and replaces what is stored. */
    DayUnits compute(Tx tx, LocalDate date) {
        DailySalesSql.mark(tx.handle(), date, tx.now());
        DailySalesSql.clear(tx.handle(), date);
        DailySalesSql.countOrders(tx.handle(), date);
        return new DayUnits(date, DailySalesSql.units(tx.handle(), date));
    }

    /**
     * Adds units by product id, if the day is computed; otherwise its count will include them.
     *
     * @param units sold or, if negative, returned
     * @return whether the day is computed
     * @throws IllegalStateException if more units are returned than are stored, which a recount corrects
     */
    boolean add(Tx tx, LocalDate date, Map<Long, Long> units) {
        if (computedAt(tx.handle(), date).isEmpty()) {
            return false;
        }
        new TreeMap<>(units).forEach((productId, each) -> add(tx.handle(), date, productId, each));
        return true;
    }

    private static void add(Handle handle, LocalDate date, long productId, long units) {
        if (units > 0) {
            DailySalesSql.add(handle, date, productId, units);
        } else if (units < 0) {
            take(handle, date, productId, Math.negateExact(units));
        }
    }

    private static void take(Handle handle, LocalDate date, long productId, long units) {
        if (!DailySalesSql.take(handle, date, productId, units)) {
            throw new IllegalStateException("stored sales of " + date + " hold fewer than " + units
                    + " units of product " + productId + ": compute that day again");
        }
        DailySalesSql.removeIfNone(handle, date, productId);
    }
}
