package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.BothEngines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BothEngines
@Tag("wide")
class DailySalesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);

    @TempDir
    Path directory;

    private RankingShop shop;

    @BeforeEach
    void open() {
        shop = new RankingShop(directory, "Asia/Seoul", Instant.parse("2026-11-22T03:00:00Z"));
        shop.products(3);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_day_counts_its_paid_orders_and_no_others() {
        shop.sell(YESTERDAY, 1, 2);
        shop.sell(YESTERDAY, 1, 3);
        shop.sell(YESTERDAY, 2, 1);
        shop.sell(TODAY, 1, 100);
        shop.insertUnpaid(shop.noon(YESTERDAY), 1, 100);
        shop.refund(shop.sell(YESTERDAY, 3, 100));
        assertThat(shop.compute(YESTERDAY)).isEqualTo(new Recount(YESTERDAY, 2, 6));
        assertThat(shop.stored(YESTERDAY)).isEqualTo(Map.of(1L, 5L, 2L, 1L));
        assertThat(shop.isComputed(YESTERDAY)).isTrue();
        assertThat(shop.isComputed(TODAY)).isFalse();
    }

    @Test
    void computing_again_replaces_what_was_stored_and_what_was_cached() {
        shop.sell(YESTERDAY, 1, 2);
        shop.compute(YESTERDAY);
        shop.database.write(tx -> tx.handle().execute("UPDATE daily_sales SET units = 7, product_id = 2"));
        assertThat(shop.find(YESTERDAY).sales().unitsByProduct()).isEqualTo(Map.of(2L, 7L));
        assertThat(shop.compute(YESTERDAY)).isEqualTo(new Recount(YESTERDAY, 1, 2));
        assertThat(shop.stored(YESTERDAY)).isEqualTo(Map.of(1L, 2L));
        assertThat(shop.find(YESTERDAY).sales().unitsByProduct()).isEqualTo(Map.of(1L, 2L));
    }

    @Test
    void a_day_without_sales_is_computed_and_empty() {
        assertThat(shop.compute(YESTERDAY)).isEqualTo(new Recount(YESTERDAY, 0, 0));
        assertThat(shop.isComputed(YESTERDAY)).isTrue();
    }

    @Test
    void a_refund_of_a_computed_day_changes_what_is_stored_and_what_is_cached() {
        shop.sell(YESTERDAY, 1, 2);
        long refunded = shop.sell(YESTERDAY, 1, 3);
        assertThat(shop.find(YESTERDAY).sales().units(1)).isEqualTo(5);
        shop.refund(refunded);
        assertThat(shop.stored(YESTERDAY)).isEqualTo(Map.of(1L, 2L));
        assertThat(shop.find(YESTERDAY).sales().units(1)).isEqualTo(2);
    }

    @Test
    void a_refund_of_the_last_units_leaves_no_row() {
        long refunded = shop.sell(YESTERDAY, 1, 2);
        shop.compute(YESTERDAY);
        shop.refund(refunded);
        assertThat(shop.stored(YESTERDAY)).isEmpty();
        assertThat(shop.isComputed(YESTERDAY)).isTrue();
    }

    @Test
    void a_refund_of_a_day_not_computed_stores_nothing() {
        shop.refund(shop.sell(YESTERDAY, 1, 2));
        assertThat(shop.isComputed(YESTERDAY)).isFalse();
        assertThat(shop.stored(YESTERDAY)).isEmpty();
        assertThat(shop.find(YESTERDAY))
                .isEqualTo(new DayLookup(new DayUnits(YESTERDAY, Map.of()), DayLookup.Source.ORDERS));
    }

    @Test
    void a_refund_that_does_not_commit_changes_nothing() {
        long order = shop.sell(YESTERDAY, 1, 2);
        DayUnits before = shop.find(YESTERDAY).sales();
        assertThatThrownBy(() -> shop.database.write(tx -> {
                    shop.refund(tx, order);
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        assertThat(shop.stored(YESTERDAY)).isEqualTo(Map.of(1L, 2L));
        assertThat(shop.find(YESTERDAY).sales()).isSameAs(before);
    }

    @Test
    void a_payment_on_a_day_that_is_computed_already_is_added() {
        shop.sell(TODAY, 1, 2);
        shop.clock.step(Duration.ofDays(1));
        shop.compute(TODAY);
        shop.clock.step(Duration.ofDays(-1));
        shop.sell(TODAY, 1, 3);
        shop.sell(TODAY, 2, 1);
        assertThat(shop.stored(TODAY)).isEqualTo(Map.of(1L, 5L, 2L, 1L));
    }

    @Test
    void more_than_was_sold_cannot_be_given_back() {
        shop.sell(YESTERDAY, 1, 2);
        shop.compute(YESTERDAY);
        assertThatThrownBy(() -> shop.database.write(tx -> {
                    shop.sales.add(tx, YESTERDAY, Map.of(1L, -3L));
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2026-11-21");
        assertThat(shop.stored(YESTERDAY)).isEqualTo(Map.of(1L, 2L));
    }
}
