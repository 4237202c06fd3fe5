package io.jangteo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.ranking.PopularProducts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ranking that {@code db/demo/README.md} promises. */
@BothEngines
@Tag("wide")
class DemoRankingTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final LocalDateTime AFTERNOON = LocalDateTime.of(2026, 11, 22, 15, 30);
    /** 꿀약과 10개입. */
    private static final long STEADY = 16;

    /** What these look at, the demo shop has none of. */
    private static final Set<String> NOT_IN_THE_DEMO =
            Set.of("charge-reference-is-unique", "coupon-reference-is-unique", "revoked-coupon-is-not-used");

    @TempDir
    Path directory;

    /** On the days when clocks are changed in New York, a day has 23 or 25 hours. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Seoul,       2026-11-22T00:00:00",
        "Asia/Seoul,       2026-11-22T23:59:59.999",
        "Asia/Seoul,       2028-03-02T08:59:00",
        "America/New_York, 2026-11-22T00:00:00",
        "America/New_York, 2026-11-22T23:59:59.999",
        "America/New_York, 2026-11-04T00:10:00",
        "America/New_York, 2026-03-08T03:00:00",
        "America/New_York, 2026-03-10T02:30:00"
    })
    void the_ranking_is_the_documented_one_and_the_books_balance_at_any_time(ZoneId zone, LocalDateTime time) {
        try (LoadedShop shop = at(time, zone)) {
            shop.loadIfEmpty();

            PopularProducts popular = shop.ranking.explained();

            assertThat(popular.from()).isEqualTo(time.toLocalDate().minusDays(3));
            assertThat(popular.to()).isEqualTo(time.toLocalDate().minusDays(1));
            assertDocumented(popular);
            assertBalanced(shop);
        }
    }

    @Test
    void one_of_the_five_is_among_the_first_five_of_no_single_day() {
        try (LoadedShop shop = at(AFTERNOON, SEOUL)) {
            shop.loadIfEmpty();
            shop.ranking.popular();

            for (int day = 1; day <= 3; day++) {
                LocalDate date = AFTERNOON.toLocalDate().minusDays(day);
                Map<Long, Long> units = shop.database.read(handle -> shop.sales.unitsOf(handle, date));
                assertThat(units.values())
                        .filteredOn(sold -> sold > units.get(STEADY))
                        .hasSizeGreaterThanOrEqualTo(5);
            }
        }
    }

    @Test
    void days_that_were_computed_before_the_demo_was_loaded_are_right_afterwards() {
        try (LoadedShop shop = at(AFTERNOON, SEOUL)) {
            assertThat(shop.ranking.popular().products()).isEmpty();

            shop.loadIfEmpty();

            assertDocumented(shop.ranking.explained());
            assertBalanced(shop);
        }
    }

    private LoadedShop at(LocalDateTime time, ZoneId zone) {
        Instant now = time.atZone(zone).toInstant();
        return new LoadedShop(directory, now, zone, LoadedShop.BALANCE_MAX);
    }

    private static void assertDocumented(PopularProducts popular) {
        assertThat(popular.products())
                .extracting(PopularProducts.RankedProduct::productId)
                .containsExactly(6L, 20L, STEADY, 3L, 28L);
        assertThat(popular.products())
                .extracting(PopularProducts.RankedProduct::units)
                .containsExactly(39L, 34L, 27L, 26L, 25L);
        assertThat(popular.firstOut().productId()).isEqualTo(14);
        assertThat(popular.firstOut().units()).isEqualTo(24);
    }

    /** Every check has data: the demo shop contains every kind of change but a charge with a payment. */
    private static void assertBalanced(LoadedShop shop) {
        assertThat(shop.books.check().checks()).allSatisfy(check -> {
            assertThat(check.violations()).as(check.name()).isEmpty();
            boolean meets = !NOT_IN_THE_DEMO.contains(check.name());
            assertThat(check.checked() > 0).as(check.name()).isEqualTo(meets);
        });
    }
}
