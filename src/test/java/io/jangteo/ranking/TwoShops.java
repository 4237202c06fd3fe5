package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.cluster.PostgresServer;
import io.jangteo.database.Database;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Two instances of one shop on a PostgreSQL of its own, each with its clock. */
final class TwoShops implements AutoCloseable {
    static final int PRODUCTS = 9;

    final RankingShop a;
    final RankingShop b;
    private final String databaseUrl;

    private TwoShops(@Nullable URI redis, Instant now, BiFunction<Database, StoredDays, @Nullable Days> insteadOfDays) {
        databaseUrl = PostgresServer.shared().newDatabase();
        a = RankingShop.instance(databaseUrl, redis, now, insteadOfDays);
        b = RankingShop.instance(databaseUrl, redis, now, insteadOfDays);
        a.addUser();
        a.products(PRODUCTS);
    }

    static TwoShops open(@Nullable URI redis, Instant now) {
        return new TwoShops(redis, now, (database, stored) -> null);
    }

    /** Opens shops that get their days from elsewhere. */
    static TwoShops with(BiFunction<Database, StoredDays, @Nullable Days> days, Instant now) {
        return new TwoShops(null, now, days);
    }

    void step(Duration duration) {
        a.clock.step(duration);
        b.clock.step(duration);
    }

    /** Logs each time that a day is computed, by a trigger that the shop does not know of. */
    void logComputations() {
        a.database.run(tx -> {
            tx.handle().execute("CREATE TABLE computation (day TEXT NOT NULL)");
            tx.handle().execute("""
                            CREATE FUNCTION log_computation() RETURNS trigger LANGUAGE plpgsql AS $$
                            BEGIN INSERT INTO computation VALUES (NEW.day); RETURN NEW; END $$
                            """);
            tx.handle().execute("""
                            CREATE TRIGGER log_computation AFTER INSERT OR UPDATE OF computed_at ON sales_day
                            FOR EACH ROW EXECUTE FUNCTION log_computation()
                            """);
        });
    }

    /** Returns how many times each day was computed. */
    Map<LocalDate, Long> computations() {
        Map<LocalDate, Long> times = new TreeMap<>();
        a.database.read(handle -> handle.select("SELECT day FROM computation")
                .map((row, context) -> times.merge(LocalDate.parse(row.getString(1)), 1L, Long::sum))
                .list());
        return times;
    }

    /** Compares what both instances answer with the orders, and what is stored with these too. */
    void assertExact(String where) {
        List<List<Long>> expected = expected();
        assertThat(ranked(a)).as(where + ", a").isEqualTo(expected);
        assertThat(ranked(b)).as(where + ", b").isEqualTo(expected);
        for (int back = -2; back <= 6; back++) {
            LocalDate day = a.today().minusDays(back);
            if (a.isComputed(day)) {
                assertThat(a.stored(day)).as(where + ", " + day).isEqualTo(a.recount(day));
            }
        }
    }

    /** Returns the ids and units that the orders say. */
    List<List<Long>> expected() {
        Map<Long, Long> sums = new TreeMap<>();
        for (int back = 1; back <= Ranking.DAYS; back++) {
            a.recount(a.today().minusDays(back)).forEach((product, units) -> sums.merge(product, units, Long::sum));
        }
        // A stable sort of products in the order of ids.
        return sums.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue()))
                .limit(PopularSnapshot.LISTED)
                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    static List<List<Long>> ranked(RankingShop shop) {
        return shop.ranking.popular().products().stream()
                .map(product -> List.of(product.productId(), product.units()))
                .toList();
    }

    @Override
    public void close() {
        a.close();
        b.close();
        PostgresServer.shared().dropDatabase(databaseUrl);
    }
}
