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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sales of each day, as the administrator sees them. */
@BothEngines
class SalesRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final SellingShop SALES = new SellingShop(SHOP);

    @Test
    void each_day_shows_what_was_sold_on_it_today_first() {
        List<Long> products = SALES.products(3);
        LocalDate first = SALES.atNoon();
        SALES.sell(Map.of(products.get(0), 5, products.get(1), 2));
        SALES.sell(Map.of(products.get(1), 3));
        SHOP.advance(Duration.ofDays(2));
        SALES.sell(Map.of(products.get(2), 4, products.get(0), 1));
        assertReply(
                SHOP.admin().get("/admin/sales?days=4"),
                200,
                """
                {"days":[
                    {"date":"%s","orders":1,"units":5,"amount":5,"computed":false,"products":[
                        {"productId":%6$d,"name":"상품 3","units":4},{"productId":%4$d,"name":"상품 1","units":1}]},
                    {"date":"%s","orders":0,"units":0,"amount":0,"computed":true,"products":[]},
                    {"date":"%s","orders":2,"units":10,"amount":10,"computed":true,"products":[
                        {"productId":%4$d,"name":"상품 1","units":5},{"productId":%5$d,"name":"상품 2","units":5}]},
                    {"date":"%7$s","orders":0,"units":0,"amount":0,"computed":true,"products":[]}]}
                """,
                first.plusDays(2),
                first.plusDays(1),
                first,
                products.get(0),
                products.get(1),
                products.get(2),
                first.minusDays(1));
    }

    @Test
    void only_orders_that_are_paid_count_and_their_discount_is_not_taken_in() {
        SALES.atNoon();
        long user = SHOP.user(100_000);
        long product = SHOP.product("사과", 3_000, 100);
        long coupon = SHOP.issue(SHOP.coupon(1_000, 1), user);
        SHOP.order(user, product, 1);
        json(SHOP.cancel(SHOP.order(user, product, 2), user), 200);
        long refunded = SHOP.order(user, product, 4);
        json(SHOP.pay(refunded, user), 200);
        json(SHOP.cancel(refunded, user), 200);
        JsonNode order = json(
                SHOP.api(Map.of(
                                "userId",
                                user,
                                "items",
                                List.of(Map.of("productId", product, "quantity", 3)),
                                "issuedCouponId",
                                coupon))
                        .post("/orders"),
                201);
        json(SHOP.pay(order.path("id").longValue(), user), 200);
        assertDay(0, 1, 3, 8_000);
    }

    @Test
    void a_refund_leaves_the_day_of_the_payment_whether_it_is_computed_or_not() {
        long product = SALES.products(1).get(0);
        SALES.atNoon();
        JsonNode order = SALES.sell(Map.of(product, 5));
        SALES.sell(Map.of(product, 2));
        assertDay(0, 2, 7, 7);
        SHOP.advance(Duration.ofDays(1));
        assertDay(1, 2, 7, 7);
        json(SHOP.cancel(order.path("id").longValue(), order.path("userId").longValue()), 200);
        assertDay(1, 1, 2, 2);
        assertDay(0, 0, 0, 0);
    }

    @Test
    void a_day_counts_its_orders_whatever_the_stored_statistics_say() {
        long product = SALES.products(1).get(0);
        SALES.atNoon();
        SALES.sell(Map.of(product, 5));
        SHOP.advance(Duration.ofDays(1));
        SHOP.database().write(tx -> tx.handle().execute("DELETE FROM daily_sales"));
        SHOP.database().write(tx -> tx.handle().execute("DELETE FROM sales_day"));
        assertDay(1, 1, 5, 5);
        // Reading computes nothing.
        assertThat(days("").findValuesAsText("computed")).containsOnly("false");
    }

    @Test
    void a_day_ends_at_midnight_in_the_shops_zone() {
        long product = SALES.products(1).get(0);
        SALES.at(LocalTime.of(23, 30));
        SALES.sell(Map.of(product, 1));
        LocalDate next = SALES.at(LocalTime.of(0, 30));
        SALES.sell(Map.of(product, 2));
        assertThat(days("?days=2").path(0).path("date").textValue()).isEqualTo(next.toString());
        assertDay(0, 1, 2, 2);
        assertDay(1, 1, 1, 1);
    }

    @Test
    void a_product_has_the_name_it_has_now() {
        long product = SALES.products(1).get(0);
        SALES.atNoon();
        SALES.sell(Map.of(product, 1));
        json(SHOP.admin("{\"name\":\"햇사과\"}").patch("/admin/products/{id}", product), 200);
        assertThat(days("").at("/0/products/0/name").textValue()).isEqualTo("햇사과");
    }

    @Test
    void a_hundred_products_are_listed_and_all_are_summed() {
        List<Long> products = SALES.products(101);
        Map<Long, Integer> most = new LinkedHashMap<>();
        products.subList(1, 101).forEach(product -> most.put(product, 2));
        SALES.atNoon();
        SALES.sell(most);
        SALES.sell(Map.of(products.get(0), 1));
        JsonNode today = days("?days=1").path(0);
        assertThat(today.path("units").longValue()).isEqualTo(201);
        assertThat(today.path("products")).hasSize(100);
        assertThat(today.at("/products/0/productId").longValue()).isEqualTo(products.get(1));
        assertThat(today.at("/products/99/productId").longValue()).isEqualTo(products.get(100));
    }

    @Test
    void seven_days_are_shown_unless_others_are_asked_for() {
        assertThat(days("")).hasSize(7);
        assertThat(days("?days=1")).hasSize(1);
        assertThat(days("?days=31")).hasSize(31);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "32", "-1", "1.0", "seven", "99999999999999999999"})
    void a_number_of_days_that_is_none_is_malformed(String days) {
        malformed("days")
                .to(
                        SHOP,
                        "/admin/sales",
                        request -> request.queryParam("days", days).get("/admin/sales"));
    }

    @Test
    void sales_are_shown_with_the_admin_key_alone() {
        malformed("from").toGet(SHOP, "/admin/sales?from=2026-11-22");
        UNAUTHENTICATED.to(
                SHOP,
                "/admin/sales",
                request -> request.header("Authorization", "Bearer wrong").get("/admin/sales"));
    }

    private static void assertDay(int daysBack, long orders, long units, long amount) {
        JsonNode day = days("?days=" + (daysBack + 1)).path(daysBack);
        assertThat(List.of(day.path("orders"), day.path("units"), day.path("amount")))
                .extracting(JsonNode::longValue)
                .containsExactly(orders, units, amount);
        assertThat(day.path("products").findValues("units").stream()
                        .mapToLong(JsonNode::longValue)
                        .sum())
                .isEqualTo(units);
    }

    private static JsonNode days(String query) {
        return json(SHOP.admin().get("/admin/sales" + query), 200).path("days");
    }
}
