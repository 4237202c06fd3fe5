package io.jangteo.ranking;

import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Computing days: by an administrator, just after midnight, and after the server was off. */
@BothEngines
@Tag("wide")
class RecountRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final SellingShop SALES = new SellingShop(SHOP);

    @Test
    void a_recount_tells_what_was_sold_on_the_day() {
        List<Long> products = SALES.products(3);
        LocalDate today = SALES.atNoon();
        SALES.sell(Map.of(products.get(0), 5, products.get(1), 2));
        SALES.sell(Map.of(products.get(1), 3));
        SHOP.advance(Duration.ofDays(1));
        assertRecount(today, 2, 10);
        assertRecount(today.minusDays(1), 0, 0);
        assertRecount(LocalDate.of(2001, 1, 1), 0, 0);
        assertThat(SALES.listed()).containsExactly(products.get(0) + ": 5", products.get(1) + ": 5");
    }

    @Test
    void a_recount_puts_wrong_statistics_right() {
        long product = SALES.products(1).get(0);
        LocalDate today = SALES.atNoon();
        SALES.sell(Map.of(product, 5));
        SHOP.advance(Duration.ofDays(1));
        assertThat(SALES.listed()).containsExactly(product + ": 5");
        SHOP.database().write(tx -> tx.handle().execute("UPDATE daily_sales SET units = 6"));
        assertThat(SHOP.books().path("balanced").booleanValue()).isFalse();
        assertRecount(today, 1, 5);
        assertThat(SALES.listed()).containsExactly(product + ": 5");
        SHOP.assertBalanced();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void an_order_that_was_refunded_before_its_day_is_counted_is_not_in_it(int daysLater) {
        List<Long> products = SALES.products(2);
        LocalDate day = SALES.atNoon();
        JsonNode refunded = SALES.sell(Map.of(products.get(0), 5, products.get(1), 1));
        SALES.sell(Map.of(products.get(1), 2));
        SHOP.advance(Duration.ofDays(daysLater));
        // The day must not be computed yet when the order is refunded, which would be another case.
        forget(day);
        json(
                SHOP.cancel(
                        refunded.path("id").longValue(), refunded.path("userId").longValue()),
                200);
        assertThat(stored(day)).isEmpty();
        SHOP.advance(Duration.ofDays(1 - daysLater));
        forget(day);
        assertRecount(day, 1, 2);
        assertThat(stored(day)).containsExactly(products.get(1) + ": 2");
        assertThat(SALES.listed()).containsExactly(products.get(1) + ": 2");
        assertRecount(day, 1, 2);
    }

    @Test
    void a_day_that_is_not_over_is_not_counted() {
        LocalDate today = SALES.atNoon();
        malformed("date").toPost(SHOP, "/admin/ranking/" + today);
        malformed("date").toPost(SHOP, "/admin/ranking/" + today.plusDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-2-1", "2026-02-30", "20260201", "2026-02-01Z", "12026-02-01", "-"})
    void a_date_that_is_none_is_malformed(String date) {
        malformed("date").toPost(SHOP, "/admin/ranking/" + date);
    }

    @Test
    void a_recount_takes_no_body_and_the_admin_key() {
        String path = "/admin/ranking/2026-01-01";
        malformed("force").toPost(SHOP, path, "{\"force\":true}");
        UNAUTHENTICATED.to(
                SHOP,
                path,
                request -> request.header("Authorization", "Bearer wrong").post(path));
    }

    @Test
    void yesterday_is_computed_just_after_midnight_without_being_asked_for() {
        long product = SALES.products(1).get(0);
        LocalDate today = SALES.atNoon();
        SALES.sell(Map.of(product, 5));
        assertThat(stored(today)).isEmpty();
        SALES.at(LocalTime.of(0, 1));
        assertThat(stored(today)).containsExactly(product + ": 5");
        // It is cached, too.
        assertThat(SALES.sources()).containsExactly("CACHE", "CACHE", "CACHE");
    }

    @Test
    void days_on_which_the_server_was_off_are_computed_after_the_start() {
        long product = SALES.products(1).get(0);
        LocalDate today = SALES.atNoon();
        SALES.sell(Map.of(product, 5));
        SHOP.restartAfter(Duration.ofDays(5));
        assertReply(SHOP.api().get("/products/popular"), 200, """
                {"from":"%s","to":"%s","products":[]}
                """, today.plusDays(2), today.plusDays(4));
        // Older than the ranked days, but computed all the same.
        Awaitility.await().untilAsserted(() -> assertThat(stored(today)).containsExactly(product + ": 5"));
        SHOP.assertBalanced();
    }

    @Test
    void a_day_that_was_never_computed_is_right_the_first_time_it_is_asked_for() {
        List<Long> products = SALES.products(2);
        SALES.atNoon();
        SALES.sell(Map.of(products.get(0), 5));
        SHOP.advance(Duration.ofDays(1));
        SALES.sell(Map.of(products.get(0), 1, products.get(1), 9));
        SHOP.restartAfter(Duration.ofDays(2));
        assertThat(SALES.listed()).containsExactly(products.get(1) + ": 9", products.get(0) + ": 6");
        assertThat(SALES.sources()).containsExactly("CACHE", "CACHE", "CACHE");
        SHOP.assertBalanced();
    }

    private static void assertRecount(LocalDate day, int products, int units) {
        assertReply(SHOP.admin().post("/admin/ranking/" + day), 200, """
                {"date":"%s","products":%d,"units":%d}
                """, day, products, units);
    }

    /** Deletes the day's stored sales, as if they had never been computed. */
    private static void forget(LocalDate day) {
        SHOP.database()
                .write(tx -> tx.handle().execute("DELETE FROM daily_sales WHERE day = ?", day.toString())
                        + tx.handle().execute("DELETE FROM sales_day WHERE day = ?", day.toString()));
    }

    private static List<String> stored(LocalDate day) {
        return SHOP.database()
                .read(handle -> handle.createQuery(
                                "SELECT product_id, units FROM daily_sales WHERE day = :day ORDER BY product_id")
                        .bind("day", day.toString())
                        .map((row, context) -> row.getLong(1) + ": " + row.getLong(2))
                        .list());
    }
}
