package io.jangteo.ranking;

import io.jangteo.cluster.RedisServer;
import io.jangteo.database.Database;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;

/**
 * The usual way to share a cache, and a wrong one: a day is stored under its date, and deleted after each commit that
 * changes it. What a reader loaded before the commit may be stored after the deletion, and stays.
 */
final class DeletedAfterCommit implements Days {
    private final Database database;
    private final StoredDays stored;
    private final RedisServer redis;

    DeletedAfterCommit(Database database, StoredDays stored, RedisServer redis) {
        this.database = database;
        this.stored = stored;
        this.redis = redis;
    }

    @Override
    public Window window(List<LocalDate> dates) {
        return new Window(dates.stream().map(this::find).toList(), 0);
    }

    @Override
    public void changed(LocalDate date) {
        try (Jedis jedis = redis.connect()) {
            jedis.del(date.toString());
        }
    }

    @Override
    public void forget() {}

    private DayLookup find(LocalDate date) {
        try (Jedis jedis = redis.connect()) {
            String text = jedis.get(date.toString());
            Map<Long, Long> units = text == null ? null : DayText.decode(date.toString(), text);
            if (units != null) {
                return new DayLookup(new DayUnits(date, units), DayLookup.Source.CACHE);
            }
            DayLookup loaded = database.read(handle -> stored.find(handle, date))
                    .orElseGet(() -> database.write(tx -> stored.computeOnce(tx, date)))
                    .lookup();
            jedis.set(
                    date.toString(),
                    DayText.encode(date.toString(), loaded.sales().unitsByProduct()));
            return loaded;
        }
    }
}
