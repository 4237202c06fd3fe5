package io.jangteo.ranking;

import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import io.jangteo.database.Tx;
import io.jangteo.product.Products;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The units of each product in orders paid on a business day, less refunds. A day is counted from the orders once it is
 * over, stored, and cached on demand; every later change of that day also adjusts the stored figures in the same
 * commit, so that cached, stored and recounted figures are always equal.
 */
public final class DailySales {
    private final StoredDays stored;
    private final Days days;
    private final boolean isShared;

    /** @param redis where several processes share copies of the days, if at all */
    public DailySales(Database database, Products products, @Nullable RedisDays redis, PrometheusRegistry registry) {
        LookupMetrics metrics = new LookupMetrics(registry);
        this.stored = new StoredDays();
        this.isShared = database.engine() == Engine.POSTGRES;
        this.days = isShared
                ? new SharedDays(database, stored, products, redis, metrics)
                : new LocalDays(database, stored, products, metrics);
    }

    DailySales(StoredDays stored, Days days, boolean isShared) {
        this.stored = stored;
        this.days = days;
        this.isShared = isShared;
    }

    /** Counts the day's paid orders again and replaces the stored result. */
    public Recount compute(Tx tx, LocalDate day) {
        DayUnits sales = stored.compute(tx, day).lookup().sales();
        tx.afterCommit(() -> days.changed(day));
        return new Recount(day, sales.unitsByProduct().size(), sales.units());
    }

    /**
     * Adds units sold on the day, by product id, or, with negative numbers, returned. Does nothing until the day is
     * computed, because its count will include the orders. Call once in the transaction that pays or refunds the
     * orders, with their own sales day: a day may be paid on after it was computed, if the clock was set back. For
     * several days, call in the order of the days, after everything else was changed.
     *
     * @throws IllegalStateException if more units are returned than are stored, which a recount corrects
     */
    public void add(Tx tx, LocalDate day, Map<Long, Long> units) {
        if (stored.add(tx, day, units)) {
            tx.afterCommit(() -> days.changed(day));
        }
    }

    /** Returns whether the day's sales are stored. */
    public boolean isComputed(Handle handle, LocalDate day) {
        return stored.computedAt(handle, day).isPresent();
    }

    /** Returns the stored units by product id; empty for a day that was not computed. */
    public Map<Long, Long> unitsOf(Handle handle, LocalDate day) {
        return DailySalesSql.units(handle, day);
    }

    /**
     * Returns whether the day's count needs no repetition.
     *
     * @param due the time from which on a single process counts everything that was paid on the day
     */
    boolean isSettled(Handle handle, LocalDate day, Instant due) {
        // Where several processes sell, whoever commits after the count adds himself.
        return stored.computedAt(handle, day)
                .filter(at -> isShared || !at.isBefore(due))
                .isPresent();
    }

    /** Computes the day unless it {@link #isSettled}; of several processes that want to, one does. */
    void settle(Tx tx, LocalDate day, Instant due) {
        stored.lock(tx, day);
        if (!isSettled(tx.handle(), day, due)) {
            compute(tx, day);
        }
    }

    /** Returns the sales of closed days: from the cache, else from the statistics, else counted now and stored. */
    Days.Window window(List<LocalDate> dates) {
        return days.window(dates);
    }

    /** Clears the cache, after the database was replaced. */
    void forget() {
        days.forget();
    }
}
