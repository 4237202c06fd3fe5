package io.jangteo.ranking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * The sales of the days that were asked for lately. A day enters only by being loaded here, under its key's lock, and
 * {@link #drop} waits for that lock. So whoever drops a day after a commit either finds a load that began before the
 * commit and removes its result, or is followed by a load that sees the commit: no stale day can stay. That is also why
 * nothing is ever put in from outside: of two such puts the older one might come last.
 */
final class DayCache {
    /** A ranking needs three days; the rest is room for a shop at midnight and a clock that is set back. */
    private static final int DAYS_MAX = 16;

    /** Days this much older than one just loaded are let go, so that their many hits cannot keep new days out. */
    private static final int DAYS_BEHIND_MAX = 7;

    private final CounterDataPoint cached;
    private final CounterDataPoint stored;
    private final CounterDataPoint counted;
    private volatile Cache<LocalDate, DayUnits> days = empty();

    DayCache(PrometheusRegistry registry) {
        Counter requests = Counter.builder()
                .name("jangteo_ranking_cache_requests_total")
                .help(
                        "Days asked of the ranking's cache, by where they came from: CACHE is a hit, the others are misses")
                .labelNames("source")
                .register(registry);
        cached = requests.labelValues(DayLookup.Source.CACHE.name());
        stored = requests.labelValues(DayLookup.Source.STATISTICS.name());
        counted = requests.labelValues(DayLookup.Source.ORDERS.name());
    }

    /** The day from memory, else from the loader; of many that miss the same day at once, one loads and all wait. */
    DayLookup find(LocalDate day, Function<LocalDate, DayLookup> loader) {
        Cache<LocalDate, DayUnits> current = days;
        DayUnits present = current.getIfPresent(day);
        return present == null ? load(current, day, loader) : hit(present);
    }

    /** Forgets the day; to be called after the commit that changed it. */
    void drop(LocalDate day) {
        // Not invalidate(): what that does to a day which is being loaded is left undefined. compute() is atomic.
        days.asMap().compute(day, (key, sales) -> null);
    }

    /** Forgets everything, also what is being loaded right now: that load ends in a cache nobody asks any more. */
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
        (loaded[0].source() == DayLookup.Source.STATISTICS ? stored : counted).inc();
        current.asMap().keySet().removeIf(other -> other.isBefore(day.minusDays(DAYS_BEHIND_MAX)));
        return loaded[0];
    }

    private DayLookup hit(DayUnits sales) {
        cached.inc();
        return new DayLookup(sales, DayLookup.Source.CACHE);
    }

    private static Cache<LocalDate, DayUnits> empty() {
        // Upkeep runs on the calling thread: it is a handful of entries, and no pool has to be awake for it.
        return Caffeine.newBuilder()
                .maximumSize(DAYS_MAX)
                .executor(Runnable::run)
                .build();
    }
}
