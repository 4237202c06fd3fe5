package io.jangteo.order;

import static io.jangteo.ErrorTable.COUPON_ALREADY_USED;
import static io.jangteo.ErrorTable.COUPON_EXPIRED;
import static io.jangteo.ErrorTable.ISSUED_COUPON_NOT_FOUND;
import static io.jangteo.ErrorTable.PRODUCT_NOT_FOUND;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.invalidOrder;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.ErrorTable.notOnSale;
import static io.jangteo.ErrorTable.outOfStock;
import static io.jangteo.Replies.json;
import static io.jangteo.order.OrderRequests.body;
import static io.jangteo.order.OrderRequests.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.BothEngines;
import io.jangteo.Refused;
import io.jangteo.TestShop;
import io.jangteo.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused orders, which have no effect. */
@BothEngines
class OrderPlaceRefusalsTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);
    private static final Refused NO_ITEMS =
            invalidOrder("NO_ITEMS", "주문할 상품을 한 개 이상 담아 주세요", "The order names no products");
    private static final Refused QUANTITY = invalidOrder(
            "QUANTITY", "주문 수량은 1개 이상 1,000개 이하여야 합니다", "The quantity of a product must be from 1 to 1,000");
    private static final Refused TOO_MANY_LINES =
            invalidOrder("TOO_MANY_LINES", "한 번에 최대 100줄까지 주문할 수 있습니다", "An order takes at most 100 lines");
    private static final Refused BELOW_MINIMUM = invalidOrder(
            "BELOW_MINIMUM", "이 쿠폰은 5,001원 이상 주문할 때 사용할 수 있습니다", "This coupon needs an order of at least 5,001 won");

    @Test
    void an_order_of_nothing_is_refused() {
        long user = SHOP.user(0);
        NO_ITEMS.toPost(SHOP, "/orders", Map.of("userId", user));
        NO_ITEMS.toPost(SHOP, "/orders", "{\"userId\":%d,\"items\":null}".formatted(user));
        NO_ITEMS.toPost(SHOP, "/orders", body(user, List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_001, Long.MIN_VALUE, Long.MAX_VALUE})
    void a_quantity_below_one_or_above_a_thousand_is_refused(long quantity) {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 10_000);
        QUANTITY.toPost(SHOP, "/orders", body(user, List.of(item(product, quantity))));
        QUANTITY.toPost(SHOP, "/orders", body(user, List.of(item(product, 1), item(product, quantity))));
    }

    @Test
    void the_quantity_of_a_product_is_that_of_all_its_lines() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 10_000);
        QUANTITY.toPost(SHOP, "/orders", body(user, List.of(item(product, 600), item(product, 401))));
        json(REQUESTS.place(body(user, List.of(item(product, 600), item(product, 400)))), 201);
    }

    @Test
    void an_order_of_more_than_a_hundred_lines_is_refused() {
        long user = SHOP.user(0);
        // Unknown products: the order's form is checked before its content.
        TOO_MANY_LINES.toPost(SHOP, "/orders", body(user, 99, items(101)));
        PRODUCT_NOT_FOUND.toPost(SHOP, "/orders", body(user, items(100)));
    }

    @Test
    void an_order_below_the_coupons_minimum_is_refused() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 2_500, 10);
        long coupon = REQUESTS.coupon(user, "{\"type\":\"FIXED\",\"amount\":1000}", 5_001, 30);
        BELOW_MINIMUM.toPost(SHOP, "/orders", body(user, coupon, List.of(item(product, 2))));
    }

    @Test
    void a_product_that_is_not_there_cannot_be_ordered() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 10);
        PRODUCT_NOT_FOUND.toPost(SHOP, "/orders", body(user, List.of(item(product, 1), item(99, 1))));
        PRODUCT_NOT_FOUND.toPost(SHOP, "/orders", body(user, List.of(item(-1, 1))));
    }

    @Test
    void what_is_out_of_stock_is_named_with_what_is_left_and_nothing_is_taken() {
        long user = SHOP.user(0);
        long pear = SHOP.product("배", 5_000, 10);
        long apple = SHOP.product("사과", 3_000, 1);
        outOfStock(apple, "사과", 1).toPost(SHOP, "/orders", body(user, List.of(item(pear, 1), item(apple, 2))));
        outOfStock(apple, "사과", 1).toPost(SHOP, "/orders", body(user, List.of(item(apple, 1), item(apple, 1))));
        SHOP.order(user, apple, 1);
        outOfStock(apple, "사과", 0).toPost(SHOP, "/orders", body(user, List.of(item(apple, 1))));
    }

    @Test
    void a_coupon_of_nobody_or_of_another_user_is_not_found() {
        long user = SHOP.user(0);
        long other = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(other);
        ISSUED_COUPON_NOT_FOUND.toPost(SHOP, "/orders", body(user, coupon, List.of(item(product, 1))));
        ISSUED_COUPON_NOT_FOUND.toPost(SHOP, "/orders", body(user, 99, List.of(item(product, 1))));
    }

    @Test
    void a_coupon_that_was_used_cannot_be_named() {
        long user = SHOP.user(10_000);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(user);
        json(SHOP.pay(REQUESTS.placed(user, coupon, product, 1), user), 200);
        COUPON_ALREADY_USED.toPost(SHOP, "/orders", body(user, coupon, List.of(item(product, 1))));
        SHOP.advance(Duration.ofDays(2));
        // A used coupon stays used, even after it has expired.
        COUPON_ALREADY_USED.toPost(SHOP, "/orders", body(user, coupon, List.of(item(product, 1))));
    }

    @Test
    void a_coupon_whose_time_is_over_cannot_be_named() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(user);
        SHOP.advance(Duration.ofDays(1));
        COUPON_EXPIRED.toPost(SHOP, "/orders", body(user, coupon, List.of(item(product, 1))));
    }

    @Test
    void a_coupon_can_be_named_until_the_last_moment_of_its_time() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(user);
        String end = SHOP.api()
                .get("/users/{id}/coupons", user)
                .json()
                .at("/coupons/0/expiresAt")
                .asText();
        Instant expiresAt = OffsetDateTime.parse(end).toInstant();
        NewOrder order = new NewOrder(user, List.of(new NewOrder.Item(product, 1L)), coupon);
        assertThat(placeAt(expiresAt.minusMillis(1), order).discountAmount()).isEqualTo(1_000);
        assertThatThrownBy(() -> placeAt(expiresAt, order))
                .isInstanceOf(Problem.class)
                .hasMessage("COUPON_EXPIRED");
    }

    @Test
    void the_user_is_looked_up_before_anything_else() {
        long user = SHOP.user(0);
        long coupon = REQUESTS.coupon(user);
        USER_NOT_FOUND.toPost(SHOP, "/orders", Map.of("userId", 99));
        USER_NOT_FOUND.toPost(SHOP, "/orders", body(99, coupon, List.of(item(99, 0))));
    }

    @Test
    void what_is_wrong_with_the_order_itself_is_told_before_what_does_not_exist() {
        long user = SHOP.user(0);
        QUANTITY.toPost(SHOP, "/orders", body(user, 99, List.of(item(99, 0))));
        NO_ITEMS.toPost(SHOP, "/orders", body(user, 99, List.of()));
    }

    @Test
    void what_does_not_exist_is_told_before_what_is_not_enough() {
        long user = SHOP.user(0);
        long soldOut = SHOP.product("사과", 3_000, 0);
        long coupon = REQUESTS.coupon(user);
        PRODUCT_NOT_FOUND.toPost(SHOP, "/orders", body(user, 99, List.of(item(soldOut, 1), item(99, 1))));
        ISSUED_COUPON_NOT_FOUND.toPost(SHOP, "/orders", body(user, 99, List.of(item(soldOut, 1))));
        SHOP.advance(Duration.ofDays(1));
        COUPON_EXPIRED.toPost(SHOP, "/orders", body(user, coupon, List.of(item(soldOut, 1))));
        PRODUCT_NOT_FOUND.toPost(SHOP, "/orders", body(user, coupon, List.of(item(99, 1))));
    }

    @Test
    void what_is_not_on_sale_is_told_after_what_does_not_exist_and_before_the_coupon_and_the_stock() {
        long user = SHOP.user(0);
        long kept = SHOP.product("배", 3_000, 0);
        long gone = SHOP.product("사과", 3_000, 0);
        long other = SHOP.product("감", 3_000, 0);
        for (long product : List.of(gone, other)) {
            json(SHOP.admin(Map.of("onSale", false)).patch("/admin/products/{id}", product), 200);
        }
        PRODUCT_NOT_FOUND.toPost(SHOP, "/orders", body(user, List.of(item(gone, 1), item(99, 1))));
        // The first one in the order of the request.
        notOnSale(other, "감")
                .toPost(SHOP, "/orders", body(user, 99, List.of(item(kept, 1), item(other, 1), item(gone, 1))));
        notOnSale(gone, "사과").toPost(SHOP, "/orders", body(user, List.of(item(gone, 1))));
        QUANTITY.toPost(SHOP, "/orders", body(user, List.of(item(gone, 0))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"items":[{"productId":1,"quantity":1}]}                                        | userId
        {"userId":null,"items":[{"productId":1,"quantity":1}]}                          | userId
        {"userId":"1","items":[{"productId":1,"quantity":1}]}                           | userId
        {"userId":1.0,"items":[{"productId":1,"quantity":1}]}                           | userId
        {"userId":1,"items":[{"quantity":1}]}                                           | items.productId
        {"userId":1,"items":[{"productId":1}]}                                          | items.quantity
        {"userId":1,"items":[{"productId":1,"quantity":null}]}                          | items.quantity
        {"userId":1,"items":[{"productId":1,"quantity":"1"}]}                           | items.quantity
        {"userId":1,"items":[{"productId":1,"quantity":1.5}]}                           | items.quantity
        {"userId":1,"items":[{"productId":1,"quantity":true}]}                          | items.quantity
        {"userId":1,"items":[{"productId":1,"quantity":9223372036854775808}]}           | items.quantity
        {"userId":1,"items":[{"productId":1,"quantity":1,"unitPrice":1}]}               | items.unitPrice
        {"userId":1,"items":[{"productId":1,"quantity":1,"quantity":2}]}                | items
        {"userId":1,"items":[null]}                                                     | items
        {"userId":1,"items":{"productId":1,"quantity":1}}                               | items
        {"userId":1,"items":"1"}                                                        | items
        {"userId":1,"items":[{"productId":1,"quantity":1}],"issuedCouponId":"7"}        | issuedCouponId
        {"userId":1,"items":[{"productId":1,"quantity":1}],"issuedCouponId":7.0}        | issuedCouponId
        {"userId":1,"items":[{"productId":1,"quantity":1}],"totalAmount":1}             | totalAmount
        {"userId":1,"items":[{"productId":1,"quantity":1}]                              | body
        [{"userId":1}]                                                                  | body
        """)
    void a_malformed_order_is_not_placed(String body, String field) {
        assertThat(SHOP.user(0)).isEqualTo(1);
        assertThat(SHOP.product("사과", 3_000, 10)).isEqualTo(1);
        malformed(field).toPost(SHOP, "/orders", body);
    }

    @Test
    void an_order_without_a_body_is_malformed() {
        malformed("body").toPost(SHOP, "/orders");
    }

    /** Returns one unit each of the given number of products. */
    private static List<Map<String, Object>> items(int products) {
        return LongStream.rangeClosed(1, products)
                .mapToObj(product -> item(product, 1))
                .toList();
    }

    private static Order placeAt(Instant moment, NewOrder order) {
        return SHOP.database().write(tx -> SHOP.orders().place(tx.at(moment), order));
    }
}
