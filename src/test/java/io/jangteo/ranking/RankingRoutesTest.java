package io.jangteo.ranking;

import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The popular products, from paid orders to the list. */
@BothEngines
class RankingRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final SellingShop SALES = new SellingShop(SHOP);

    @Test
    void a_product_that_is_sixth_on_each_of_three_days_is_first_over_the_three() {
        List<Long> products = SALES.products(16);
        long steady = products.get(15);
        LocalDate today = SALES.atNoon();
        for (int day = 0; day < 3; day++) {
            Map<Long, Integer> sold = new LinkedHashMap<>(Map.of(steady, 9));
            products.subList(5 * day, 5 * day + 5).forEach(product -> sold.put(product, 10));
            SALES.sell(sold);
            SHOP.advance(Duration.ofDays(1));
        }
        JsonNode popular = SALES.popular();
        assertThat(popular).isEqualTo(parse("""
                {"from":"%s","to":"%s","products":[
                    {"rank":1,"productId":%d,"name":"상품 16","price":1,"units":27},
                    {"rank":2,"productId":1,"name":"상품 1","price":1,"units":10},
                    {"rank":3,"productId":2,"name":"상품 2","price":1,"units":10},
                    {"rank":4,"productId":3,"name":"상품 3","price":1,"units":10},
                    {"rank":5,"productId":4,"name":"상품 4","price":1,"units":10}]}
                """.formatted(today, today.plusDays(2), steady)));
        assertReply(
                SHOP.api().get("/products/popular?explain=true"),
                200,
                """
                {"from":"%1$s","to":"%3$s","products":%5$s,
                 "days":[
                    {"date":"%1$s","source":"CACHE","products":[{"productId":%4$d,"units":9},
                        {"productId":1,"units":10},{"productId":2,"units":10},{"productId":3,"units":10},
                        {"productId":4,"units":10}]},
                    {"date":"%2$s","source":"CACHE","products":[{"productId":%4$d,"units":9},
                        {"productId":1,"units":0},{"productId":2,"units":0},{"productId":3,"units":0},
                        {"productId":4,"units":0}]},
                    {"date":"%3$s","source":"CACHE","products":[{"productId":%4$d,"units":9},
                        {"productId":1,"units":0},{"productId":2,"units":0},{"productId":3,"units":0},
                        {"productId":4,"units":0}]}],
                 "firstOut":{"productId":5,"name":"상품 5","price":1,"units":10}}
                """,
                today,
                today.plusDays(1),
                today.plusDays(2),
                steady,
                popular.path("products"));
    }

    @Test
    void nothing_is_popular_where_nothing_was_sold() {
        LocalDate today = SALES.atNoon();
        SALES.products(2);
        assertReply(SHOP.api().get("/products/popular"), 200, """
                {"from":"%s","to":"%s","products":[]}
                """, today.minusDays(3), today.minusDays(1));
        JsonNode explained = SALES.explained();
        assertThat(explained.has("firstOut")).isFalse();
        assertThat(explained.path("days"))
                .hasSize(3)
                .allMatch(day -> day.path("products").isEmpty());
        assertReply(
                SHOP.api().get("/products/popular?explain=false"),
                200,
                SALES.popular().toString());
    }

    @Test
    void a_sale_counts_from_the_next_day_on_and_for_three_days() {
        long product = SALES.products(1).get(0);
        SALES.atNoon();
        SALES.sell(Map.of(product, 7));
        assertThat(SALES.listed()).isEmpty();
        for (int day = 1; day <= 3; day++) {
            SHOP.advance(Duration.ofDays(1));
            assertThat(SALES.listed()).containsExactly(product + ": 7");
        }
        SHOP.advance(Duration.ofDays(1));
        assertThat(SALES.listed()).isEmpty();
    }

    @Test
    void only_paid_orders_count_each_on_the_day_it_was_paid() {
        List<Long> products = SALES.products(3);
        SALES.at(LocalTime.of(23, 50));
        JsonNode order = SALES.order(Map.of(products.get(0), 1));
        SALES.order(Map.of(products.get(1), 2));
        SHOP.advance(Duration.ofMinutes(20));
        json(SHOP.pay(order.path("id").longValue(), order.path("userId").longValue()), 200);
        assertThat(SALES.listed()).isEmpty();
        SHOP.advance(Duration.ofDays(1));
        assertThat(SALES.listed()).containsExactly(products.get(0) + ": 1");
    }

    @Test
    void the_last_moment_of_a_day_is_of_that_day_and_midnight_of_the_next() {
        List<Long> products = SALES.products(2);
        LocalDate today = SALES.at(LocalTime.of(23, 50));
        Instant midnight =
                today.plusDays(1).atStartOfDay(ZoneId.of("Asia/Seoul")).toInstant();
        payAt(midnight.minusMillis(1), SALES.order(Map.of(products.get(0), 1)));
        payAt(midnight, SALES.order(Map.of(products.get(1), 2)));
        SHOP.advance(Duration.ofHours(12));
        assertThat(SALES.listed()).containsExactly(products.get(0) + ": 1");
        SHOP.advance(Duration.ofDays(1));
        assertThat(SALES.listed()).containsExactly(products.get(1) + ": 2", products.get(0) + ": 1");
    }

    @Test
    void what_is_refunded_no_longer_counts() {
        List<Long> products = SALES.products(2);
        SALES.atNoon();
        JsonNode order = SALES.sell(Map.of(products.get(0), 5, products.get(1), 1));
        SALES.sell(Map.of(products.get(1), 3));
        SHOP.advance(Duration.ofDays(1));
        assertThat(SALES.listed()).containsExactly(products.get(0) + ": 5", products.get(1) + ": 4");
        json(SHOP.cancel(order.path("id").longValue(), order.path("userId").longValue()), 200);
        assertThat(SALES.listed()).containsExactly(products.get(1) + ": 3");
        SHOP.advance(Duration.ofDays(1));
        assertThat(SALES.listed()).containsExactly(products.get(1) + ": 3");
    }

    @Test
    void names_and_prices_are_those_of_now() {
        long product = SALES.products(1).get(0);
        SALES.atNoon();
        SALES.sell(Map.of(product, 5));
        SHOP.advance(Duration.ofDays(1));
        assertThat(SALES.popular().path("products").path(0).path("name").textValue())
                .isEqualTo("상품 1");
        json(SHOP.admin("{\"name\":\"햇사과\",\"price\":9}").patch("/admin/products/{id}", product), 200);
        assertThat(SALES.popular().path("products").path(0)).isEqualTo(parse("""
                {"rank":1,"productId":%d,"name":"햇사과","price":9,"units":5}
                """.formatted(product)));
    }

    @Test
    void the_answer_is_the_same_wherever_a_day_comes_from() {
        List<Long> products = SALES.products(7);
        LocalDate today = SALES.atNoon();
        for (int day = 1; day <= 3; day++) {
            SALES.sell(Map.of(products.get(day), 10 * day, products.get(0), day));
            SHOP.advance(Duration.ofDays(1));
        }
        JsonNode popular = SALES.popular();
        assertThat(SALES.sources()).containsExactly("CACHE", "CACHE", "CACHE");
        recount(today.plusDays(1));
        recount(today.plusDays(2));
        forgetStored(today.plusDays(2));
        assertThat(SALES.sources()).containsExactly("CACHE", "STATISTICS", "ORDERS");
        assertThat(SALES.popular()).isEqualTo(popular);
        assertThat(SALES.sources()).containsExactly("CACHE", "CACHE", "CACHE");
        SHOP.restart();
        assertThat(SALES.popular()).isEqualTo(popular);
        SHOP.restart();
        assertThat(SALES.sources()).containsExactly("STATISTICS", "STATISTICS", "STATISTICS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "1"})
    void an_explanation_is_wanted_or_not(String explain) {
        malformed("explain")
                .to(
                        SHOP,
                        "/products/popular",
                        request -> request.queryParam("explain", explain).get("/products/popular"));
    }

    @Test
    void the_popular_products_take_no_other_parameters() {
        malformed("limit").toGet(SHOP, "/products/popular?limit=10");
        malformed("explain").toGet(SHOP, "/products/popular?explain=true&explain=true");
    }

    private static void payAt(Instant moment, JsonNode order) {
        SHOP.database()
                .write(tx -> SHOP.orders()
                        .pay(
                                tx.at(moment),
                                order.path("id").longValue(),
                                order.path("userId").longValue()));
    }

    private static void recount(LocalDate day) {
        json(SHOP.admin().post("/admin/ranking/" + day), 200);
    }

    /** As if the day had never been computed. */
    private static void forgetStored(LocalDate day) {
        SHOP.database()
                .write(tx -> tx.handle().execute("DELETE FROM daily_sales WHERE day = ?", day.toString())
                        + tx.handle().execute("DELETE FROM sales_day WHERE day = ?", day.toString()));
    }
}
