package io.jangteo.ranking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * Several threads sell on a day and read it through the cache: a read that begins after a sale has ended sees it,
 * whatever happens at the same time.
 */
public class DayCacheInOrder {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 28);
    private static final long PRODUCT = 1;

    private final AtomicLong committed = new AtomicLong();
    private final DayCache cache = new DayCache(new LookupMetrics(new PrometheusRegistry()));

    /** Commits the sale of one unit, then drops the day, as the shop does. */
    @Operation
    public long sell() {
        long units = committed.incrementAndGet();
        cache.drop(DAY);
        return units;
    }

    /** Commits the sale of one unit with an unknown outcome, then clears the whole cache. */
    @Operation
    public long sellUnknown() {
        long units = committed.incrementAndGet();
        cache.clear();
        return units;
    }

    @Operation
    public long read() {
        return cache.find(DAY, this::load).sales().units();
    }

    DayLookup load(LocalDate day) {
        long units = committed.get();
        // A real load reads the database, which takes long enough for others to interleave.
        Thread.yield();
        return new DayLookup(new DayUnits(day, Map.of(PRODUCT, units)), DayLookup.Source.ORDERS);
    }

    /** The same with the race that the cache prevents: the loader of a day puts it in afterwards. */
    public static final class PutFromOutside {
        private final AtomicLong committed = new AtomicLong();
        private final Cache<LocalDate, Long> days =
                Caffeine.newBuilder().executor(Runnable::run).build();

        @Operation
        public long sell() {
            long units = committed.incrementAndGet();
            days.invalidate(DAY);
            return units;
        }

        @Operation
        public long sellUnknown() {
            long units = committed.incrementAndGet();
            days.invalidateAll();
            return units;
        }

        @Operation
        public long read() {
            Long present = days.getIfPresent(DAY);
            if (present != null) {
                return present;
            }
            long loaded = committed.get();
            Thread.yield();
            days.put(DAY, loaded);
            return loaded;
        }
    }
}
