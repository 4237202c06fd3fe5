package io.jangteo.ranking;

import io.jangteo.database.Database;
import io.jangteo.product.Products;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days of a shop that is several processes, any of which may change them. Each answer begins with the days' stamps,
 * which are read from the database after the question arrived; only contents under these stamps are used, from memory,
 * else from Redis, else from the database. What is kept therefore never has to be dropped, and cannot be out of date.
 */
final class SharedDays implements Days {
    /** More than {@link Ranking#DAYS}: the rest leaves room for changes, midnight and a clock that is set back. */
    private static final int DAYS_MAX = 16;

    private final Database database;
    private final StoredDays stored;
    private final Products products;
    private final @Nullable RedisDays redis;
    private final LookupMetrics metrics;
    private final NextRead<List<LocalDate>, Window> windows = new NextRead<>(this::read);
    private final Map<StampedDay, DayUnits> kept = Collections.synchronizedMap(new LatestDays());

    /** @param stamps of the days that are computed */
    private record Stamps(List<StampedDay> stamps, long productsStamp) {}

    /** The days that were used last. */
    private static final class LatestDays extends LinkedHashMap<StampedDay, DayUnits> {
        private static final long serialVersionUID = 1;

        LatestDays() {
            super(2 * DAYS_MAX, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<StampedDay, DayUnits> eldest) {
            return size() > DAYS_MAX;
        }
    }

    SharedDays(
            Database database, StoredDays stored, Products products, @Nullable RedisDays redis, LookupMetrics metrics) {
        this.database = database;
        this.stored = stored;
        this.products = products;
        this.redis = redis;
        this.metrics = metrics;
    }

    @Override
    public Window window(List<LocalDate> dates) {
        Window window = windows.of(List.copyOf(dates));
        window.days().forEach(day -> metrics.count(day.source()));
        return window;
    }

    /** Does nothing: the change has given the day another stamp. */
    @Override
    public void changed(LocalDate date) {}

    @Override
    public void forget() {
        kept.clear();
    }

    private Window read(List<LocalDate> dates) {
        Stamps now = database.read(handle -> new Stamps(stored.stamps(handle, dates), products.stamp(handle)));
        Map<LocalDate, DayLookup> found = new HashMap<>();
        for (StampedDay day : now.stamps()) {
            DayUnits sales = kept.get(day);
            if (sales != null) {
                found.put(day.date(), new DayLookup(sales, DayLookup.Source.CACHE));
            }
        }
        if (!found.keySet().containsAll(dates)) {
            load(dates, now.stamps(), found);
        }
        return new Window(
                dates.stream()
                        .map(date -> Objects.requireNonNull(found.get(date)))
                        .toList(),
                now.productsStamp());
    }

    private void load(List<LocalDate> dates, List<StampedDay> stamps, Map<LocalDate, DayLookup> found) {
        if (redis != null) {
            List<StampedDay> unknown = stamps.stream()
                    .filter(day -> !found.containsKey(day.date()))
                    .toList();
            redis.find(unknown).forEach((day, sales) -> {
                kept.put(day, sales);
                found.put(day.date(), new DayLookup(sales, DayLookup.Source.CACHE));
            });
        }
        Map<StampedDay, DayUnits> loaded = new HashMap<>();
        for (LocalDate date : dates) {
            if (!found.containsKey(date)) {
                StoredDay day = load(date);
                loaded.put(day.key(), day.lookup().sales());
                found.put(date, day.lookup());
            }
        }
        kept.putAll(loaded);
        if (redis != null) {
            redis.put(loaded);
        }
    }

    /** Returns the day under the stamp that it has by now, which may be another one already. */
    private StoredDay load(LocalDate date) {
        return database.read(handle -> stored.find(handle, date))
                .orElseGet(() -> database.write(tx -> stored.computeOnce(tx, date)));
    }
}
