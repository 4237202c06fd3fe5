package io.jangteo.order;

import static io.jangteo.ErrorTable.ORDER_CANCELLED;
import static io.jangteo.ErrorTable.ORDER_EXPIRED;
import static io.jangteo.ErrorTable.ORDER_NOT_FOUND;
import static io.jangteo.ErrorTable.ORDER_REFUNDED;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.order.OrderRequests.body;
import static io.jangteo.order.OrderRequests.by;
import static io.jangteo.order.OrderRequests.cancel;
import static io.jangteo.order.OrderRequests.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.product.StockMovements;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cancelling orders, or refunding paid ones. */
@BothEngines
class OrderCancelRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);

    @Test
    void a_pending_order_is_cancelled_and_gives_its_stock_back() {
        long user = SHOP.user(50_000);
        long apple = SHOP.product("사과", 3_000, 10);
        long pear = SHOP.product("배", 5_000, 10);
        JsonNode placed = json(REQUESTS.place(body(user, List.of(item(pear, 1), item(apple, 2)))), 201);
        long order = placed.path("id").longValue();
        ObjectNode expected = placed.deepCopy();
        expected.put("status", "CANCELLED");
        assertReply(SHOP.cancel(order, user), 200, expected.toString());
        assertThat(REQUESTS.order(order, user)).isEqualTo(expected);
        assertThat(StockMovements.of(SHOP, apple))
                .containsExactly("INITIAL 10 10 created", "ORDER -2 8 order:" + order, "CANCEL 2 10 order:" + order);
        assertThat(SHOP.stockOf(pear)).isEqualTo(10);
        assertThat(SHOP.entriesOf(user)).containsExactly("ADJUST");
        assertThat(SHOP.deliveries()).isEmpty();
    }

    @Test
    void a_paid_order_is_refunded_and_everything_goes_back() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        long order = REQUESTS.placed(user, REQUESTS.coupon(user), product, 2);
        JsonNode paid = json(SHOP.pay(order, user), 200);
        ObjectNode expected = paid.deepCopy();
        expected.put("status", "REFUNDED");
        assertReply(SHOP.cancel(order, user), 200, expected.toString());
        assertThat(REQUESTS.order(order, user)).isEqualTo(expected);
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
        assertThat(SHOP.entriesOf(user)).containsExactly("REFUND", "SPEND", "ADJUST");
        assertThat(amountsOf(user)).containsExactly(5_000, -5_000, 50_000);
        assertThat(StockMovements.of(SHOP, product))
                .containsExactly("INITIAL 10 10 created", "ORDER -2 8 order:" + order, "REFUND 2 10 order:" + order);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("ISSUED");
        // Messages to the data platform are not withdrawn: another one follows.
        assertThat(SHOP.deliveries())
                .extracting(delivery -> delivery.get("type"))
                .containsExactly("order.refunded", "order.paid");
    }

    @Test
    void a_coupon_that_came_back_pays_another_order() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(user);
        long order = REQUESTS.placed(user, coupon, product, 2);
        json(SHOP.pay(order, user), 200);
        json(SHOP.cancel(order, user), 200);
        long other = REQUESTS.placed(user, coupon, product, 1);
        json(SHOP.pay(other, user), 200);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("USED");
        assertThat(SHOP.pointsOf(user)).isEqualTo(48_000);
    }

    @Test
    void a_cancelled_order_leaves_its_coupon_to_the_other_that_names_it() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(user);
        long paid = REQUESTS.placed(user, coupon, product, 1);
        long pending = REQUESTS.placed(user, coupon, product, 1);
        json(SHOP.pay(paid, user), 200);
        json(SHOP.cancel(pending, user), 200);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("USED");
    }

    @Test
    void a_coupon_whose_time_is_over_does_not_come_back() {
        long user = SHOP.user(50_000);
        long order = REQUESTS.placed(user, REQUESTS.coupon(user), SHOP.product("사과", 3_000, 10), 2);
        json(SHOP.pay(order, user), 200);
        SHOP.advance(Duration.ofDays(1));
        json(SHOP.cancel(order, user), 200);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("USED");
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
    }

    @Test
    void an_order_that_cost_nothing_is_refunded_too() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 1_000, 10);
        long order = REQUESTS.placed(user, REQUESTS.coupon(user), product, 1);
        json(SHOP.pay(order, user), 200);
        json(SHOP.cancel(order, user), 200);
        assertThat(amountsOf(user)).containsExactly(0, 0);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("ISSUED");
        assertThat(SHOP.stockOf(product)).isEqualTo(10);
    }

    @Test
    void what_is_closed_cannot_be_cancelled_again() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        long cancelled = SHOP.order(user, product, 1);
        json(SHOP.cancel(cancelled, user), 200);
        ORDER_CANCELLED.toPost(SHOP, cancel(cancelled), by(user));
        long refunded = SHOP.order(user, product, 1);
        json(SHOP.pay(refunded, user), 200);
        json(SHOP.cancel(refunded, user), 200);
        ORDER_REFUNDED.toPost(SHOP, cancel(refunded), by(user));
        long expired = SHOP.order(user, product, 1);
        SHOP.advance(Duration.ofMinutes(30));
        ORDER_EXPIRED.toPost(SHOP, cancel(expired), by(user));
        assertThat(SHOP.stockOf(product)).isEqualTo(10);
    }

    @Test
    void a_paid_order_can_be_refunded_long_after_its_half_hour() {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과", 3_000, 10), 1);
        json(SHOP.pay(order, user), 200);
        SHOP.advance(Duration.ofDays(40));
        assertThat(json(SHOP.cancel(order, user), 200).path("status").textValue())
                .isEqualTo("REFUNDED");
    }

    @Test
    void the_user_is_looked_up_first_and_another_users_order_is_not_found() {
        long user = SHOP.user(50_000);
        long other = SHOP.user(0);
        long order = SHOP.order(user, SHOP.product("사과", 3_000, 10), 2);
        USER_NOT_FOUND.toPost(SHOP, cancel(order), by(99));
        USER_NOT_FOUND.toPost(SHOP, cancel(99), by(99));
        ORDER_NOT_FOUND.toPost(SHOP, cancel(order), by(other));
        ORDER_NOT_FOUND.toPost(SHOP, cancel(99), by(user));
        json(SHOP.cancel(order, user), 200);
        ORDER_NOT_FOUND.toPost(SHOP, cancel(order), by(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                | userId
        {"userId":null}                   | userId
        {"userId":"1"}                    | userId
        {"userId":1,"reason":"변심"}      | reason
        {"userId":1,"userId":1}           | body
        """)
    void a_malformed_cancellation_cancels_nothing(String body, String field) {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과", 3_000, 10), 2);
        malformed(field).toPost(SHOP, cancel(order), body);
    }

    @Test
    void a_cancellation_without_a_body_or_a_proper_order_id_is_malformed() {
        malformed("body").toPost(SHOP, cancel(99));
        malformed("orderId").toPost(SHOP, "/orders/one/cancel", Map.of("userId", 99));
    }

    /** Returns the amounts of a user's entries, newest first. */
    private static List<Integer> amountsOf(long user) {
        JsonNode history = SHOP.api().get("/users/{id}/points/history", user).json();
        return history.findValuesAsText("amount").stream().map(Integer::valueOf).toList();
    }
}
