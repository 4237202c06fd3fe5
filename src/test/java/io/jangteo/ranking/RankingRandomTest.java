package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random events in random order: the answer always matches the orders. */
class RankingRandomTest {
    private static final int STEPS = 400;
    private static final int PRODUCTS = 9;

    @TempDir
    Path directory;

    private final List<Long> paid = new ArrayList<>();
    private RankingShop shop;
    private Random random;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void recounted_stored_and_cached_figures_are_equal_after_every_step(long seed) {
        random = new Random(seed);
        shop = new RankingShop(directory, "America/New_York", Instant.parse("2026-10-28T16:00:00Z"));
        shop.products(PRODUCTS);
        try {
            for (int step = 0; step < STEPS; step++) {
                String action = act();
                String where = "seed " + seed + ", step " + step + ", " + action;
                if (random.nextBoolean()) {
                    assertThat(ranked(shop.ranking.popular())).as(where).isEqualTo(expected());
                }
                assertStoredIsRecount(where);
            }
        } finally {
            shop.close();
        }
    }

    private String act() {
        int choice = random.nextInt(100);
        if (choice < 45) {
            paid.add(shop.sell(shop.clock.instant(), 1 + random.nextInt(PRODUCTS), 1 + random.nextInt(5)));
            return "pay";
        } else if (choice < 60 && !paid.isEmpty()) {
            shop.refund(paid.remove(random.nextInt(paid.size())));
            return "refund";
        } else if (choice < 70) {
            LocalDate day = shop.today().minusDays(1 + random.nextInt(4));
            shop.database.write(tx -> shop.ranking.compute(tx, day.toString()));
            return "compute";
        } else if (choice < 80) {
            shop.ranking.job().run();
            return "job";
        } else if (choice < 85) {
            shop.ranking.forget();
            return "forget";
        } else if (choice < 95) {
            shop.clock.step(Duration.ofMinutes(random.nextInt(20 * 60)));
            return "step";
        }
        shop.clock.step(Duration.ofMinutes(-random.nextInt(40 * 60)));
        return "step back";
    }

    private List<List<Long>> expected() {
        Map<Long, Long> sums = new TreeMap<>();
        for (int i = 1; i <= 3; i++) {
            shop.recount(shop.today().minusDays(i)).forEach((product, units) -> sums.merge(product, units, Long::sum));
        }
        // A stable sort of products in the order of ids.
        return sums.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue()))
                .limit(5)
                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<List<Long>> ranked(PopularProducts popular) {
        return popular.products().stream()
                .map(product -> List.of(product.productId(), product.units()))
                .toList();
    }

    private void assertStoredIsRecount(String where) {
        for (int i = -2; i <= 6; i++) {
            LocalDate day = shop.today().minusDays(i);
            if (shop.isComputed(day)) {
                assertThat(shop.stored(day)).as(where + ", " + day).isEqualTo(shop.recount(day));
            }
        }
    }
}
