package io.jangteo.ranking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * Caches the sales of recently requested days. A day enters only by being loaded here, under its key's lock, and
 * {@link #drop} waits for that lock. Dropping a day after a commit thus either removes the result of a load that began
 * before the commit, or precedes a load that sees the commit: no stale day can stay. For the same reason nothing is
 * ever put in from outside: of two such puts the older one might come last.
 */
final class DayCache {
    /** More than {@link Ranking#DAYS}: the rest leaves room for midnight and for a clock that is set back. */
    private static final int DAYS_MAX = 16;

    /** Days this much older than one just loaded are evicted, so that their many hits cannot keep new days out. */
    private static final int DAYS_BEHIND_MAX = 7;

    private final LookupMetrics metrics;
    private volatile Cache<LocalDate, DayUnits> days = empty();

    DayCache(LookupMetrics metrics) {
        this.metrics = metrics;
    }

    /** Returns the day from memory, else from the loader; if many miss the same day at once, one loads and all wait. */
    DayLookup find(LocalDate day, Function<LocalDate, DayLookup> loader) {
        Cache<LocalDate, DayUnits> current = days;
        DayUnits present = current.getIfPresent(day);
        return present == null ? load(current, day, loader) : hit(present);
    }

    /** Forgets the day; call after the commit that changed it. */
    void drop(LocalDate day) {
        // Not invalidate(): its effect on a day that is being loaded is undefined. compute() is atomic.
        days.asMap().compute(day, (key, sales) -> null);
    }

    /** Clears the cache, including loads in progress, whose results go to a cache no longer in use. */
    void clear() {
        days = empty();
    }

    private DayLookup load(Cache<LocalDate, DayUnits> current, LocalDate day, Function<LocalDate, DayLookup> loader) {
        DayLookup[] loaded = new DayLookup[1];
        DayUnits sales = current.get(day, key -> {
            loaded[0] = loader.apply(key);
            return loaded[0].sales();
        });
        if (loaded[0] == null) {
            return hit(sales);
        }
        metrics.count(loaded[0].source());
        current.asMap().keySet().removeIf(other -> other.isBefore(day.minusDays(DAYS_BEHIND_MAX)));
        return loaded[0];
    }

    private DayLookup hit(DayUnits sales) {
        metrics.count(DayLookup.Source.CACHE);
        return new DayLookup(sales, DayLookup.Source.CACHE);
    }

    private static Cache<LocalDate, DayUnits> empty() {
        // Maintenance runs on the calling thread: a handful of entries needs no thread pool.
        return Caffeine.newBuilder()
                .maximumSize(DAYS_MAX)
                .executor(Runnable::run)
                .build();
    }
}
