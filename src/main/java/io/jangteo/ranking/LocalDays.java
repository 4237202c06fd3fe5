package io.jangteo.ranking;

import io.jangteo.database.Database;
import io.jangteo.product.Products;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The days of a shop that is one process: every change of a day passes through here, so that what is cached needs no
 * look at the database.
 */
final class LocalDays implements Days {
    private final Database database;
    private final StoredDays stored;
    private final Products products;
    private final DayCache cache;

    LocalDays(Database database, StoredDays stored, Products products, LookupMetrics metrics) {
        this.database = database;
        this.stored = stored;
        this.products = products;
        this.cache = new DayCache(metrics);
    }

    @Override
    public Window window(List<LocalDate> dates) {
        List<DayLookup> days = new ArrayList<>(dates.size());
        for (LocalDate date : dates) {
            days.add(cache.find(date, this::load));
        }
        // Read before any product: what changes in between is read again next time, never kept too long.
        return new Window(days, products.version());
    }

    @Override
    public void changed(LocalDate date) {
        cache.drop(date);
    }

    @Override
    public void forget() {
        cache.clear();
    }

    private DayLookup load(LocalDate date) {
        // Runs under the cache's lock on this day, so it must not touch the cache.
        return database.read(handle -> stored.find(handle, date))
                .orElseGet(() -> database.write(tx -> stored.compute(tx, date)))
                .lookup();
    }
}
