package io.jangteo.order;

import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static io.jangteo.order.OrderRequests.body;
import static io.jangteo.order.OrderRequests.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.product.StockMovements;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Placing orders. */
@BothEngines
class OrderPlaceRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);

    @Test
    void an_order_takes_its_stock_and_waits_half_an_hour_for_its_payment() {
        long user = SHOP.user(50_000);
        long apple = SHOP.product("사과", 3_000, 10);
        long pear = SHOP.product("배", 5_000, 3);
        Instant before = SHOP.now();
        Response reply = REQUESTS.place(body(user, List.of(item(pear, 1), item(apple, 2))));
        JsonNode order = json(reply, 201);
        assertReply(
                reply,
                201,
                """
                {"id":%d,"userId":%d,"status":"PENDING",
                 "items":[{"productId":%d,"name":"배","unitPrice":5000,"quantity":1,"amount":5000},
                          {"productId":%d,"name":"사과","unitPrice":3000,"quantity":2,"amount":6000}],
                 "itemsAmount":11000,"discountAmount":0,"totalAmount":11000,"issuedCouponId":null,
                 "createdAt":"%s","expiresAt":"%s","paidAt":null}
                """,
                order.path("id").longValue(),
                user,
                pear,
                apple,
                order.path("createdAt").textValue(),
                order.path("expiresAt").textValue());
        assertThat(moment(order.path("createdAt"))).isBetween(before, SHOP.now());
        assertThat(moment(order.path("expiresAt")))
                .isEqualTo(moment(order.path("createdAt")).plus(Duration.ofMinutes(30)));
        String reference = "order:" + order.path("id");
        assertThat(StockMovements.of(SHOP, apple)).containsExactly("INITIAL 10 10 created", "ORDER -2 8 " + reference);
        assertThat(StockMovements.of(SHOP, pear)).containsExactly("INITIAL 3 3 created", "ORDER -1 2 " + reference);
        assertThat(SHOP.stockOf(apple)).isEqualTo(8);
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
        assertThat(SHOP.entriesOf(user)).containsExactly("ADJUST");
        assertThat(SHOP.deliveries()).isEmpty();
    }

    @Test
    void an_order_is_found_at_its_location() {
        long user = SHOP.user(0);
        Response reply = REQUESTS.place(body(user, List.of(item(SHOP.product("사과", 3_000, 10), 1))));
        JsonNode order = json(reply, 201);
        assertThat(reply.header("Location")).isEqualTo("/api/v1/orders/" + order.path("id"));
        assertReply(SHOP.api().basePath("").get(reply.header("Location") + "?userId=" + user), 200, order.toString());
    }

    @Test
    void a_coupon_that_is_named_as_null_is_none() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 10);
        JsonNode order = json(REQUESTS.place("""
                {"userId":%d,"items":[{"productId":%d,"quantity":1}],"issuedCouponId":null}
                """.formatted(user, product)), 201);
        assertThat(order.path("issuedCouponId").isNull()).isTrue();
    }

    @Test
    void an_order_needs_no_points_yet() {
        long user = SHOP.user(0);
        long order = SHOP.order(user, SHOP.product("사과", 1_000_000, 1), 1);
        assertThat(REQUESTS.status(order, user)).isEqualTo("PENDING");
    }

    @Test
    void lines_that_name_one_product_twice_are_merged_where_it_was_named_first() {
        long user = SHOP.user(0);
        long apple = SHOP.product("사과", 3_000, 10);
        long pear = SHOP.product("배", 5_000, 10);
        JsonNode order = json(REQUESTS.place(body(user, List.of(item(pear, 2), item(apple, 1), item(pear, 3)))), 201);
        assertThat(order.path("items")).hasSize(2);
        assertThat(order.path("items").path(0).path("productId").longValue()).isEqualTo(pear);
        assertThat(order.path("items").path(0).path("quantity").intValue()).isEqualTo(5);
        assertThat(order.path("items").path(0).path("amount").intValue()).isEqualTo(25_000);
        assertThat(order.path("totalAmount").intValue()).isEqualTo(28_000);
        assertThat(StockMovements.of(SHOP, pear))
                .containsExactly("INITIAL 10 10 created", "ORDER -5 5 order:" + order.path("id"));
    }

    @Test
    void an_order_may_have_a_hundred_lines_of_a_thousand_units() {
        long user = SHOP.user(0);
        List<Map<String, Object>> items = new ArrayList<>();
        IntStream.range(0, 99).forEach(i -> items.add(item(SHOP.product("사과 " + i, 10, 1_000), 1)));
        long last = SHOP.product("배", 1_000_000_000, 1_000);
        items.add(item(last, 1_000));
        JsonNode order = json(REQUESTS.place(body(user, items)), 201);
        assertThat(order.path("items")).hasSize(100);
        assertThat(order.path("totalAmount").longValue()).isEqualTo(1_000_000_000_990L);
        assertThat(SHOP.stockOf(last)).isZero();
    }

    @Test
    void the_last_units_can_be_ordered() {
        long product = SHOP.product("사과", 3_000, 2);
        SHOP.order(SHOP.user(0), product, 2);
        assertThat(SHOP.stockOf(product)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"type":"FIXED","amount":1000}                     | 3333 | 3 | 1000
        {"type":"FIXED","amount":9999}                     | 3333 | 3 | 9999
        {"type":"FIXED","amount":10000}                    | 3333 | 3 | 9999
        {"type":"PERCENT","percent":10,"maxAmount":100000} | 3333 | 3 | 999
        {"type":"PERCENT","percent":33,"maxAmount":100000} | 101  | 1 | 33
        {"type":"PERCENT","percent":1,"maxAmount":100000}  | 99   | 1 | 0
        {"type":"PERCENT","percent":10,"maxAmount":998}    | 3333 | 3 | 998
        {"type":"PERCENT","percent":10,"maxAmount":999}    | 3333 | 3 | 999
        {"type":"PERCENT","percent":100,"maxAmount":100000}| 3333 | 3 | 9999
        {"type":"FIXED","amount":1000}                     | 0    | 3 | 0
        """)
    void a_coupon_takes_off_what_it_says_and_is_not_used_up_yet(
            String discount, int price, int quantity, int discountAmount) {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", price, 10);
        long coupon = REQUESTS.coupon(user, discount, 0, 30);
        JsonNode order = json(REQUESTS.place(body(user, coupon, List.of(item(product, quantity)))), 201);
        assertThat(order.path("itemsAmount").intValue()).isEqualTo(price * quantity);
        assertThat(order.path("discountAmount").intValue()).isEqualTo(discountAmount);
        assertThat(order.path("totalAmount").intValue()).isEqualTo(price * quantity - discountAmount);
        assertThat(order.path("issuedCouponId").longValue()).isEqualTo(coupon);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("ISSUED");
    }

    @Test
    void a_percentage_without_a_cap_is_not_capped() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 1_000_000_000, 10);
        long coupon = REQUESTS.coupon(user, "{\"type\":\"PERCENT\",\"percent\":50}", 0, 30);
        JsonNode order = json(REQUESTS.place(body(user, coupon, List.of(item(product, 10)))), 201);
        assertThat(order.path("discountAmount").longValue()).isEqualTo(5_000_000_000L);
    }

    @Test
    void an_order_of_the_coupons_very_minimum_may_use_it() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 2_500, 10);
        long coupon = REQUESTS.coupon(user, "{\"type\":\"FIXED\",\"amount\":1000}", 5_000, 30);
        JsonNode order = json(REQUESTS.place(body(user, coupon, List.of(item(product, 2)))), 201);
        assertThat(order.path("totalAmount").intValue()).isEqualTo(4_000);
    }

    @Test
    void two_pending_orders_may_name_one_coupon() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(user);
        long one = REQUESTS.placed(user, coupon, product, 1);
        long two = REQUESTS.placed(user, coupon, product, 1);
        assertThat(List.of(one, two))
                .allMatch(order -> REQUESTS.status(order, user).equals("PENDING"));
    }

    @Test
    void stocks_are_taken_in_the_order_of_the_products_and_shown_in_the_order_of_the_request() {
        long user = SHOP.user(0);
        List<Long> products = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> products.add(SHOP.product("사과 " + i, 10, 10)));
        Collections.reverse(products);
        List<Map<String, Object>> items =
                products.stream().map(product -> item(product, 1)).toList();
        JsonNode order = json(REQUESTS.place(body(user, items)), 201);
        assertThat(order.path("items").findValues("productId"))
                .extracting(JsonNode::longValue)
                .isEqualTo(products);
    }
}
