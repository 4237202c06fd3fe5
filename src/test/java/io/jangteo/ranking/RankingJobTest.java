package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import io.jangteo.schedule.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BothEngines
@Tag("wide")
class RankingJobTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);

    @TempDir
    Path directory;

    private RankingShop shop;
    private Task job;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void yesterday_is_computed_shortly_after_midnight_and_then_read_from_the_cache() {
        open("Asia/Seoul", "2026-11-21T12:00:00+09:00");
        job.run();
        shop.sell(shop.clock.instant(), 1, 2);
        assertThat(due()).isEqualTo("2026-11-22T00:00:05+09:00");
        runUntil(Instant.parse("2026-11-22T00:00:05+09:00"));
        assertThat(shop.stored(YESTERDAY)).isEqualTo(Map.of(1L, 2L));
        assertThat(due()).isEqualTo("2026-11-23T00:00:05+09:00");
        assertThat(shop.ranking.explained().days())
                .extracting(PopularProducts.ExplainedDay::source)
                .containsOnly(DayLookup.Source.CACHE);
    }

    @Test
    void after_five_days_switched_off_every_missed_day_is_computed() {
        open("Asia/Seoul", "2026-11-16T12:00:00+09:00");
        job.run();
        shop.sell(shop.clock.instant(), 1, 1);
        shop.sell(LocalDate.parse("2026-11-17"), 1, 2);
        shop.sell(YESTERDAY, 1, 4);
        shop.clock.set(Instant.parse("2026-11-22T12:00:00+09:00"));
        assertThat(due()).isEqualTo("2026-11-17T00:00:05+09:00");
        job.run();
        for (String day : new String[] {"2026-11-16", "2026-11-17", "2026-11-19", "2026-11-20", "2026-11-21"}) {
            assertThat(shop.isComputed(LocalDate.parse(day))).as(day).isTrue();
            assertThat(shop.stored(LocalDate.parse(day))).isEqualTo(shop.recount(LocalDate.parse(day)));
        }
        assertThat(shop.isComputed(TODAY)).isFalse();
        assertThat(due()).isEqualTo("2026-11-23T00:00:05+09:00");
    }

    @Test
    void running_again_changes_nothing() {
        open("Asia/Seoul", "2026-11-22T12:00:00+09:00");
        shop.sell(YESTERDAY, 1, 2);
        job.run();
        int writes = shop.database.writes();
        job.run();
        assertThat(shop.database.writes()).isEqualTo(writes);
        assertThat(shop.stored(YESTERDAY)).isEqualTo(Map.of(1L, 2L));
    }

    @Test
    void looking_at_the_agenda_asks_the_database_once_a_day() {
        open("Asia/Seoul", "2026-11-22T12:00:00+09:00");
        job.run();
        due();
        int reads = shop.database.reads();
        due();
        assertThat(shop.database.reads()).isEqualTo(reads);
        shop.clock.step(Duration.ofDays(1));
        due();
        assertThat(shop.database.reads()).isEqualTo(reads + 1);
    }

    @Test
    void after_the_shop_was_replaced_the_agenda_is_read_again() {
        open("Asia/Seoul", "2026-11-22T12:00:00+09:00");
        job.run();
        due();
        shop.database.write(tx -> tx.handle().execute("DELETE FROM sales_day"));
        shop.ranking.forget();
        assertThat(due()).isBefore(shop.clock.instant());
    }

    @Test
    @SqliteOnly("there, a payment that commits after the count adds itself")
    void a_day_that_a_reader_had_computed_before_it_settled_is_computed_once_more() {
        open("Asia/Seoul", "2026-11-22T00:00:01+09:00");
        shop.ranking.popular();
        // A payment in progress at midnight, on a database that does not show it yet.
        shop.sell(YESTERDAY, 1, 2);
        shop.database.write(tx -> tx.handle().execute("DELETE FROM daily_sales"));
        shop.clock.set(Instant.parse("2026-11-22T00:00:05+09:00"));
        job.run();
        assertThat(shop.ranking.popular().products().get(0).units()).isEqualTo(2);
        assertThat(due()).isEqualTo("2026-11-23T00:00:05+09:00");
    }

    @Test
    void a_clock_that_goes_back_breaks_nothing() {
        open("Asia/Seoul", "2026-11-22T12:00:00+09:00");
        shop.sell(TODAY, 1, 1);
        shop.clock.set(Instant.parse("2026-11-25T12:00:00+09:00"));
        job.run();
        assertThat(shop.isComputed(TODAY)).isTrue();
        shop.ranking.popular();
        shop.clock.set(Instant.parse("2026-11-22T13:00:00+09:00"));
        runUntil(shop.clock.instant());
        assertThat(due()).isEqualTo("2026-11-23T00:00:05+09:00");
        long refunded = shop.sell(shop.clock.instant(), 1, 10);
        shop.sell(shop.clock.instant(), 2, 5);
        shop.refund(refunded);
        runUntil(Instant.parse("2026-11-23T12:00:00+09:00"));
        assertThat(shop.stored(TODAY)).isEqualTo(Map.of(1L, 1L, 2L, 5L));
        assertThat(shop.ranking.popular().products())
                .extracting(PopularProducts.RankedProduct::units)
                .containsExactly(5L, 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-06T12:00:00-05:00, 2026-03-12T12:00:00-04:00",
        "America/New_York, 2026-10-30T12:00:00-04:00, 2026-11-05T12:00:00-05:00",
        "America/Santiago, 2026-09-03T12:00:00-04:00, 2026-09-10T12:00:00-03:00",
        "America/Santiago, 2026-04-02T12:00:00-03:00, 2026-04-09T12:00:00-04:00",
        "Asia/Seoul, 2026-12-29T12:00:00+09:00, 2027-01-04T12:00:00+09:00",
    })
    void each_day_is_computed_once_while_clocks_are_changed(String zone, Instant from, Instant until) {
        open(zone, from.toString());
        job.run();
        for (Instant at = from; at.isBefore(until); at = at.plus(Duration.ofMinutes(30))) {
            runUntil(at);
            shop.sell(at, 1, 1);
            if (at.equals(shop.days.startOf(shop.today()))) {
                assertThat(shop.ranking.popular().to()).isEqualTo(shop.today().minusDays(1));
            }
        }
        runUntil(until);
        for (LocalDate day = shop.days.dayOf(from); day.isBefore(shop.days.dayOf(until)); day = day.plusDays(1)) {
            assertThat(shop.isComputed(day)).isTrue();
            assertThat(shop.stored(day)).isEqualTo(shop.recount(day));
        }
        LocalDate whole = shop.days.dayOf(from).plusDays(1);
        long halfHours = Duration.between(shop.days.startOf(whole), shop.days.startOf(shop.today()))
                        .toMinutes()
                / 30;
        long sold = 0;
        for (LocalDate day = whole; day.isBefore(shop.today()); day = day.plusDays(1)) {
            sold += shop.stored(day).get(1L);
        }
        assertThat(sold).isEqualTo(halfHours);
    }

    private void open(String zone, String now) {
        shop = new RankingShop(directory, zone, Instant.parse(now));
        shop.products(3);
        job = shop.ranking.job();
    }

    private Instant due() {
        return job.nextDue().orElseThrow();
    }

    /** Acts as the schedule: steps to each moment at which something is due, and runs it. */
    private void runUntil(Instant moment) {
        int runs = 0;
        while (!due().isAfter(moment)) {
            Instant due = due();
            if (due.isAfter(shop.clock.instant())) {
                shop.clock.set(due);
            }
            job.run();
            assertThat(due()).as("due after a run").isAfter(due);
            assertThat(++runs).isLessThan(20);
        }
        shop.clock.set(moment);
    }
}
