package io.jangteo.ranking;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The units of each product in orders paid on a business day, less refunds. A day is counted from the orders once it is
 * over, stored, and cached on demand; every later change of that day also adjusts the stored figures in the same
 * commit, so that cached, stored and recounted figures are always equal.
 */
public final class DailySales {
    private final Database database;
    private final DayCache cache;

    public DailySales(Database database, PrometheusRegistry registry) {
        this.database = database;
        this.cache = new DayCache(registry);
    }

    /** Counts the day's paid orders again and replaces the stored result. */
    public Recount compute(Tx tx, LocalDate day) {
        DayUnits sales = count(tx, day);
        tx.afterCommit(() -> cache.drop(day));
        return new Recount(day, sales.unitsByProduct().size(), sales.units());
    }

    /**
     * Adds units sold on the day or, with a negative number, returned. Does nothing until the day is computed, because
     * its count will include the order. Call for each line in the transaction that pays or refunds the order, with the
     * order's own sales day: a day may be paid on after it was computed, if the clock was set back.
     *
     * @throws IllegalStateException if more units are returned than are stored, which a recount corrects
     */
    public void add(Tx tx, LocalDate day, long productId, long units) {
        if (units == 0 || !isComputed(tx.handle(), day)) {
            return;
        }
        if (units > 0) {
            DailySalesSql.add(tx.handle(), day, productId, units);
        } else {
            take(tx.handle(), day, productId, Math.negateExact(units));
        }
        tx.afterCommit(() -> cache.drop(day));
    }

    /** Returns whether the day's sales are stored. */
    public boolean isComputed(Handle handle, LocalDate day) {
        return computedAt(handle, day).isPresent();
    }

    /** Returns the stored units by product id; empty for a day that was not computed. */
    public Map<Long, Long> unitsOf(Handle handle, LocalDate day) {
        return DailySalesSql.units(handle, day);
    }

    Optional<Instant> computedAt(Handle handle, LocalDate day) {
        return DailySalesSql.computedAt(handle, day);
    }

    /** Returns the sales of a closed day: from the cache, else from the statistics, else counted now and stored. */
    DayLookup find(LocalDate day) {
        return cache.find(day, this::load);
    }

    /** Clears the cache, after the database was replaced. */
    void forget() {
        cache.clear();
    }

    private DayLookup load(LocalDate day) {
        // Runs under the cache's lock on this day, so it must not touch the cache: count() and not compute().
        return database.read(handle -> stored(handle, day))
                .map(sales -> new DayLookup(sales, DayLookup.Source.STATISTICS))
                .orElseGet(() -> new DayLookup(database.write(tx -> count(tx, day)), DayLookup.Source.ORDERS));
    }

    private Optional<DayUnits> stored(Handle handle, LocalDate day) {
        return isComputed(handle, day) ? Optional.of(new DayUnits(day, unitsOf(handle, day))) : Optional.empty();
    }

    private DayUnits count(Tx tx, LocalDate day) {
        DailySalesSql.mark(tx.handle(), day, tx.now());
        DailySalesSql.clear(tx.handle(), day);
        DailySalesSql.countOrders(tx.handle(), day);
        return new DayUnits(day, DailySalesSql.units(tx.handle(), day));
    }

    private static void take(Handle handle, LocalDate day, long productId, long units) {
        if (!DailySalesSql.take(handle, day, productId, units)) {
            throw new IllegalStateException("stored sales of " + day + " hold fewer than " + units
                    + " units of product " + productId + ": compute that day again");
        }
        DailySalesSql.removeIfNone(handle, day, productId);
    }
}
