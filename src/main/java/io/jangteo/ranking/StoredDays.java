package io.jangteo.ranking;

import io.jangteo.database.Tx;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * The stored units of each product on each computed day. Every change of a computed day gives it another stamp in the
 * same commit. The stamps are random: a counter would come back to an earlier number, with other contents, after a
 * restore or a failover that lost commits.
 *
 * <p>Several processes may sell and count at the same time. Whoever sells or refunds first keeps the count of that day
 * out, and only then looks whether it is computed: a sale that commits late is either waited for by the count, or finds
 * the day computed and adds itself.
 */
final class StoredDays {
    private static final SecureRandom RANDOM = new SecureRandom();

    Optional<Instant> computedAt(Handle handle, LocalDate date) {
        return DailySalesSql.computedAt(handle, date);
    }

    /** Returns the stamps of those of the days that are computed. */
    List<StampedDay> stamps(Handle handle, Collection<LocalDate> dates) {
        return DailySalesSql.stamps(handle, Collections.min(dates), Collections.max(dates));
    }

    /** Returns the day; empty if it was not computed. Stamp and units belong together in one snapshot only. */
    Optional<StoredDay> find(Handle handle, LocalDate date) {
        return DailySalesSql.stamps(handle, date, date).stream()
                .map(day -> stored(handle, day, DayLookup.Source.STATISTICS))
                .findFirst();
    }

    /** Keeps all others from counting or changing the day until this transaction ends. */
    void lock(Tx tx, LocalDate date) {
        DailySalesSql.lockAgainstAll(tx.handle(), date);
    }

    /** Counts the day's paid orders and replaces what is stored. */
    StoredDay compute(Tx tx, LocalDate date) {
        lock(tx, date);
        long stamp = RANDOM.nextLong();
        DailySalesSql.mark(tx.handle(), date, tx.now(), stamp);
        DailySalesSql.clear(tx.handle(), date);
        DailySalesSql.countOrders(tx.handle(), date);
        return stored(tx.handle(), new StampedDay(date, stamp), DayLookup.Source.ORDERS);
    }

    /** Computes the day unless it is computed: of several processes that want to, one does. */
    StoredDay computeOnce(Tx tx, LocalDate date) {
        lock(tx, date);
        return find(tx.handle(), date).orElseGet(() -> compute(tx, date));
    }

    /**
     * Adds units by product id, if the day is computed; otherwise its count will include them.
     *
     * @param units sold or, if negative, returned
     * @return whether the day is computed
     * @throws IllegalStateException if more units are returned than are stored, which a recount corrects
     */
    boolean add(Tx tx, LocalDate date, Map<Long, Long> units) {
        DailySalesSql.lockAgainstCount(tx.handle(), date);
        if (!DailySalesSql.stamp(tx.handle(), date, RANDOM.nextLong())) {
            return false;
        }
        new TreeMap<>(units).forEach((productId, each) -> add(tx.handle(), date, productId, each));
        return true;
    }

    private static StoredDay stored(Handle handle, StampedDay day, DayLookup.Source source) {
        DayUnits sales = new DayUnits(day.date(), DailySalesSql.units(handle, day.date()));
        return new StoredDay(day.stamp(), new DayLookup(sales, source));
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
