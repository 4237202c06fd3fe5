package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import io.jangteo.json.Json;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothEngines
@Tag("wide")
class RankingTest {
    private static final Json JSON = new Json(ZoneId.of("Asia/Seoul"));
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate FIRST = TODAY.minusDays(3);
    private static final LocalDate SECOND = TODAY.minusDays(2);
    private static final LocalDate THIRD = TODAY.minusDays(1);

    @TempDir
    Path directory;

    private RankingShop shop;

    @BeforeEach
    void open() {
        shop = new RankingShop(directory, "Asia/Seoul", Instant.parse("2026-11-22T03:00:00Z"));
        shop.products(20);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_product_that_is_sixth_on_each_day_is_first_over_the_three() {
        long product = 1;
        for (LocalDate day : List.of(FIRST, SECOND, THIRD)) {
            for (int i = 0; i < 5; i++) {
                shop.sell(day, ++product, 10);
            }
            shop.sell(day, 1, 9);
        }
        PopularProducts popular = shop.ranking.popular();
        assertThat(popular.products().get(0))
                .isEqualTo(new PopularProducts.RankedProduct(1, 1, "product", RankingShop.PRICE, 27));
        assertThat(popular.products())
                .extracting(PopularProducts.RankedProduct::productId)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void the_three_whole_days_before_today_are_summed_and_no_others() {
        shop.sell(FIRST.minusDays(1), 1, 100);
        shop.sell(FIRST, 2, 1);
        shop.sell(SECOND, 2, 2);
        shop.sell(THIRD, 2, 4);
        shop.sell(TODAY, 3, 100);
        PopularProducts popular = shop.ranking.popular();
        assertThat(popular)
                .isEqualTo(PopularProducts.plain(
                        FIRST,
                        THIRD,
                        List.of(new PopularProducts.RankedProduct(1, 2, "product", RankingShop.PRICE, 7))));
    }

    @Test
    void equal_units_are_ranked_by_product_id() {
        for (long product : List.of(9L, 3L, 12L, 7L, 5L, 4L)) {
            shop.sell(SECOND, product, 2);
        }
        shop.sell(FIRST, 20, 1);
        shop.sell(THIRD, 20, 1);
        PopularProducts explained = shop.ranking.explained();
        assertThat(explained.products())
                .extracting(PopularProducts.RankedProduct::productId)
                .containsExactly(3L, 4L, 5L, 7L, 9L);
        assertThat(explained.products())
                .extracting(PopularProducts.RankedProduct::rank)
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(explained.firstOut().productId()).isEqualTo(12);
    }

    @Test
    void what_is_not_on_sale_makes_room_for_the_next_until_it_is_on_sale_again() {
        for (long product = 1; product <= 15; product++) {
            shop.sell(SECOND, product, 100 - product);
        }
        assertThat(listed()).containsExactly(1L, 2L, 3L, 4L, 5L);
        shop.sellOrNot(2, false);
        assertThat(listed()).containsExactly(1L, 3L, 4L, 5L, 6L);
        PopularProducts explained = shop.ranking.explained();
        assertThat(explained.products())
                .extracting(PopularProducts.RankedProduct::rank)
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(explained.firstOut().productId()).isEqualTo(7);
        // More of them than are read at once.
        for (long product = 1; product <= 13; product++) {
            shop.sellOrNot(product, false);
        }
        assertThat(listed()).containsExactly(14L, 15L);
        assertThat(shop.ranking.explained().firstOut()).isNull();
        shop.sales.forget();
        assertThat(listed()).containsExactly(14L, 15L);
        shop.compute(SECOND);
        assertThat(listed()).containsExactly(14L, 15L);
        assertThat(shop.stored(SECOND)).hasSize(15);
        shop.sellOrNot(7, true);
        assertThat(listed()).containsExactly(7L, 14L, 15L);
    }

    private List<Long> listed() {
        return shop.ranking.popular().products().stream()
                .map(PopularProducts.RankedProduct::productId)
                .toList();
    }

    @Test
    void refunded_and_unpaid_orders_are_not_ranked() {
        shop.refund(shop.sell(SECOND, 1, 5));
        shop.insertUnpaid(shop.noon(SECOND), 2, 5);
        assertThat(shop.ranking.popular().products()).isEmpty();
        assertThat(shop.ranking.explained().firstOut()).isNull();
    }

    @Test
    void an_order_paid_a_moment_before_midnight_belongs_to_the_day_that_ends() {
        Instant midnight = shop.days.startOf(TODAY);
        shop.sell(midnight.minusMillis(1), 1, 1);
        shop.sell(midnight, 2, 1);
        shop.sell(shop.days.startOf(FIRST), 3, 1);
        shop.sell(shop.days.startOf(FIRST).minusMillis(1), 4, 1);
        assertThat(shop.ranking.popular().products())
                .extracting(PopularProducts.RankedProduct::productId)
                .containsExactly(1L, 3L);
        shop.clock.set(midnight.minusMillis(1));
        assertThat(shop.ranking.popular().to()).isEqualTo(SECOND);
        shop.clock.set(midnight);
        assertThat(shop.ranking.popular().to()).isEqualTo(THIRD);
    }

    @Test
    void an_explained_ranking_shows_each_day_and_where_it_came_from() {
        for (long product = 1; product <= 6; product++) {
            shop.sell(FIRST, product, 10 - product);
        }
        shop.sell(THIRD, 1, 1);
        shop.compute(SECOND);
        PopularProducts explained = shop.ranking.explained();
        PopularProducts plain = shop.ranking.popular();
        assertThat(explained.products()).isEqualTo(plain.products());
        assertThat(explained.from()).isEqualTo(plain.from());
        assertThat(explained.to()).isEqualTo(plain.to());
        assertThat(explained.firstOut()).isEqualTo(new PopularProducts.FirstOut(6, "product", RankingShop.PRICE, 4));
        assertThat(explained.days())
                .extracting(PopularProducts.ExplainedDay::date)
                .containsExactly(FIRST, SECOND, THIRD);
        assertThat(explained.days())
                .extracting(PopularProducts.ExplainedDay::source)
                .containsExactly(DayLookup.Source.ORDERS, DayLookup.Source.STATISTICS, DayLookup.Source.ORDERS);
        assertThat(unitsOf(explained, 0)).containsExactly(9L, 8L, 7L, 6L, 5L);
        assertThat(unitsOf(explained, 1)).containsExactly(0L, 0L, 0L, 0L, 0L);
        assertThat(unitsOf(explained, 2)).containsExactly(1L, 0L, 0L, 0L, 0L);
    }

    @Test
    void the_plain_reply_holds_what_the_contract_names_and_nothing_else() {
        shop.sell(SECOND, 2, 3);
        assertThat(JSON.text(shop.ranking.popular())).isEqualTo("""
                        {"from":"2026-11-19","to":"2026-11-21","products":[\
                        {"rank":1,"productId":2,"name":"product","price":1000,"units":3}]}""");
    }

    @Test
    void the_explained_reply_holds_the_same_and_its_explanation() {
        shop.sell(SECOND, 2, 3);
        String plain = JSON.text(shop.ranking.popular());
        assertThat(JSON.text(shop.ranking.explained())).isEqualTo(plain.substring(0, plain.length() - 1) + """
                        ,"days":[\
                        {"date":"2026-11-19","source":"CACHE","products":[{"productId":2,"units":0}]},\
                        {"date":"2026-11-20","source":"CACHE","products":[{"productId":2,"units":3}]},\
                        {"date":"2026-11-21","source":"CACHE","products":[{"productId":2,"units":0}]}]}""");
    }

    @Test
    void the_cached_the_stored_and_the_counted_answer_are_the_same() {
        shop.sell(FIRST, 1, 2);
        shop.sell(SECOND, 2, 3);
        PopularProducts counted = shop.ranking.popular();
        assertSources(DayLookup.Source.CACHE);
        assertThat(shop.ranking.popular()).isEqualTo(counted);
        shop.ranking.forget();
        assertSources(DayLookup.Source.STATISTICS);
        shop.ranking.forget();
        assertThat(shop.ranking.popular()).isEqualTo(counted);
    }

    @Test
    @SqliteOnly("there, each answer begins with a look at the stamps")
    void a_cached_answer_takes_no_look_at_the_database() {
        shop.sell(FIRST, 1, 2);
        PopularProducts first = shop.ranking.popular();
        int reads = shop.database.reads();
        int writes = shop.database.writes();
        double hits = shop.lookups(DayLookup.Source.CACHE);
        assertThat(shop.ranking.popular()).isSameAs(first);
        shop.ranking.explained();
        assertThat(shop.database.reads()).isEqualTo(reads);
        assertThat(shop.database.writes()).isEqualTo(writes);
        assertThat(shop.lookups(DayLookup.Source.CACHE)).isEqualTo(hits + 6);
    }

    @Test
    void a_new_name_is_shown_at_once() {
        shop.sell(FIRST, 1, 2);
        shop.ranking.popular();
        shop.rename(1, "귤");
        assertThat(shop.ranking.popular().products().get(0).name()).isEqualTo("귤");
    }

    @Test
    @SqliteOnly("there, each answer begins with a look at the stamps")
    void a_name_that_changes_while_it_is_read_is_read_again() {
        shop.sell(FIRST, 1, 2);
        shop.ranking.popular();
        shop.rename(1, "old");
        shop.database.afterNextRead(() -> shop.rename(1, "new"));
        assertThat(shop.ranking.popular().products().get(0).name()).isEqualTo("old");
        assertThat(shop.ranking.popular().products().get(0).name()).isEqualTo("new");
    }

    @Test
    void a_refund_of_a_ranked_day_is_seen_by_the_next_reader() {
        shop.sell(FIRST, 1, 2);
        long refunded = shop.sell(FIRST, 2, 3);
        assertThat(shop.ranking.popular().products())
                .extracting(PopularProducts.RankedProduct::productId)
                .containsExactly(2L, 1L);
        shop.refund(refunded);
        assertThat(shop.ranking.popular().products())
                .extracting(PopularProducts.RankedProduct::productId)
                .containsExactly(1L);
    }

    @Test
    void a_closed_day_is_computed_on_demand() {
        shop.sell(THIRD, 1, 2);
        Recount computed = shop.database.write(tx -> shop.ranking.compute(tx, "2026-11-21"));
        assertThat(computed).isEqualTo(new Recount(THIRD, 1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22",
                "2026-11-23",
                "2026-02-30",
                "2026-1-1",
                "",
                "yesterday",
                "+12026-01-01",
                "-0001-1-1"
            })
    void a_day_that_is_not_over_or_no_day_at_all_is_not_computed(String date) {
        assertThatThrownBy(() -> shop.database.write(tx -> shop.ranking.compute(tx, date)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.refusal()).isEqualTo(Refusals.MALFORMED_REQUEST);
                    assertThat(problem.extensions()).containsEntry("field", "date");
                });
    }

    private void assertSources(DayLookup.Source source) {
        assertThat(shop.ranking.explained().days())
                .extracting(PopularProducts.ExplainedDay::source)
                .containsOnly(source);
    }

    private static List<Long> unitsOf(PopularProducts explained, int day) {
        return explained.days().get(day).products().stream()
                .map(PopularProducts.ProductUnits::units)
                .toList();
    }
}
