package io.jangteo.order;

import static io.jangteo.ErrorTable.COUPON_ALREADY_USED;
import static io.jangteo.ErrorTable.COUPON_EXPIRED;
import static io.jangteo.ErrorTable.ORDER_ALREADY_PAID;
import static io.jangteo.ErrorTable.ORDER_CANCELLED;
import static io.jangteo.ErrorTable.ORDER_EXPIRED;
import static io.jangteo.ErrorTable.ORDER_NOT_FOUND;
import static io.jangteo.ErrorTable.ORDER_REFUNDED;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.insufficientPoints;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static io.jangteo.order.OrderRequests.by;
import static io.jangteo.order.OrderRequests.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.BothEngines;
import io.jangteo.Replies;
import io.jangteo.TestShop;
import io.jangteo.problem.Problem;
import io.jangteo.product.StockMovements;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BothEngines
class OrderPaymentRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);

    @Test
    void a_payment_takes_the_points_and_marks_the_order_paid() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        long order = SHOP.order(user, product, 2);
        ObjectNode expected = REQUESTS.order(order, user).deepCopy();
        Instant before = SHOP.now();
        Response reply = SHOP.pay(order, user);
        JsonNode paidAt = json(reply, 200).path("paidAt");
        assertThat(moment(paidAt)).isBetween(before, SHOP.now());
        expected.put("status", "PAID").put("paidAt", paidAt.textValue());
        assertReply(reply, 200, expected.toString());
        assertThat(REQUESTS.order(order, user)).isEqualTo(expected);
        assertThat(SHOP.pointsOf(user)).isEqualTo(44_000);
        JsonNode spend = json(SHOP.api().get("/users/{id}/points/history", user), 200)
                .path("entries")
                .path(0);
        assertThat(List.of(
                        spend.path("kind").asText(),
                        spend.path("amount").asText(),
                        spend.path("balanceAfter").asText()))
                .containsExactly("SPEND", "-6000", "44000");
        assertThat(spend.path("reference").textValue()).isEqualTo("order:" + order);
        assertThat(moment(spend.path("at"))).isEqualTo(moment(paidAt));
        // The stock was taken when the order was placed.
        assertThat(StockMovements.of(SHOP, product)).hasSize(2);
    }

    @Test
    void a_payment_leaves_one_message_about_the_order_as_it_is_now() {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과", 3_000, 10), 2);
        assertThat(SHOP.deliveries()).isEmpty();
        JsonNode paid = json(SHOP.pay(order, user), 200);
        assertThat(SHOP.deliveries()).hasSize(1);
        assertThat(SHOP.deliveries().get(0)).containsEntry("type", "order.paid").containsEntry("orderId", (int) order);
        ObjectNode told = payloads().get(0).path("data").deepCopy();
        assertThat(told.remove(List.of("version", "closedAt", "reason"))).isEqualTo(paid);
    }

    @Test
    void a_payment_uses_the_coupon_up() {
        long user = SHOP.user(50_000);
        long coupon = REQUESTS.coupon(user);
        long order = REQUESTS.placed(user, coupon, SHOP.product("사과", 3_000, 10), 2);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("ISSUED");
        JsonNode paid = json(SHOP.pay(order, user), 200);
        assertThat(paid.path("discountAmount").intValue()).isEqualTo(1_000);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("USED");
        assertThat(SHOP.pointsOf(user)).isEqualTo(45_000);
    }

    @Test
    void an_order_that_its_coupon_pays_in_full_is_paid_without_points() {
        long user = SHOP.user(0);
        long coupon = REQUESTS.coupon(user);
        long order = REQUESTS.placed(user, coupon, SHOP.product("사과", 1_000, 10), 1);
        JsonNode paid = json(SHOP.pay(order, user), 200);
        assertThat(paid.path("totalAmount").intValue()).isZero();
        JsonNode entries =
                json(SHOP.api().get("/users/{id}/points/history", user), 200).path("entries");
        assertThat(entries).hasSize(1);
        assertThat(entries.path(0).path("kind").textValue()).isEqualTo("SPEND");
        assertThat(entries.path(0).path("amount").intValue()).isZero();
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("USED");
        assertThat(SHOP.deliveries()).hasSize(1);
    }

    @Test
    void the_last_point_can_be_spent_and_not_one_more() {
        long user = SHOP.user(6_000);
        long product = SHOP.product("사과", 3_000, 10);
        json(SHOP.pay(SHOP.order(user, product, 2), user), 200);
        assertThat(SHOP.pointsOf(user)).isZero();
        long order = SHOP.order(user, product, 1);
        insufficientPoints(3_000, 0).toPost(SHOP, payment(order), by(user));
        assertThat(REQUESTS.status(order, user)).isEqualTo("PENDING");
    }

    @Test
    void an_order_that_was_refused_for_lack_of_points_can_be_paid_later() {
        long user = SHOP.user(5_999);
        long order = REQUESTS.placed(user, REQUESTS.coupon(user), SHOP.product("사과", 7_000, 10), 1);
        insufficientPoints(6_000, 5_999).toPost(SHOP, payment(order), by(user));
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("ISSUED");
        json(SHOP.api("{\"amount\":1000}").post("/users/{id}/points/charge", user), 200);
        json(SHOP.pay(order, user), 200);
        assertThat(SHOP.pointsOf(user)).isEqualTo(999);
    }

    @Test
    void the_user_is_looked_up_first_and_another_users_order_is_not_found() {
        long user = SHOP.user(50_000);
        long other = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과", 3_000, 10), 2);
        USER_NOT_FOUND.toPost(SHOP, payment(order), by(99));
        USER_NOT_FOUND.toPost(SHOP, payment(99), by(99));
        ORDER_NOT_FOUND.toPost(SHOP, payment(order), by(other));
        ORDER_NOT_FOUND.toPost(SHOP, payment(99), by(user));
        json(SHOP.pay(order, user), 200);
        // Others do not even learn that it is paid.
        ORDER_NOT_FOUND.toPost(SHOP, payment(order), by(other));
    }

    @Test
    void an_order_that_is_not_pending_is_refused_with_what_became_of_it() {
        long user = SHOP.user(9_000);
        long product = SHOP.product("사과", 3_000, 10);
        long paid = SHOP.order(user, product, 1);
        json(SHOP.pay(paid, user), 200);
        ORDER_ALREADY_PAID.toPost(SHOP, payment(paid), by(user));
        json(SHOP.cancel(paid, user), 200);
        ORDER_REFUNDED.toPost(SHOP, payment(paid), by(user));
        long cancelled = SHOP.order(user, product, 1);
        json(SHOP.cancel(cancelled, user), 200);
        ORDER_CANCELLED.toPost(SHOP, payment(cancelled), by(user));
        long expired = SHOP.order(user, product, 1);
        SHOP.advance(Duration.ofMinutes(30));
        ORDER_EXPIRED.toPost(SHOP, payment(expired), by(user));
    }

    @Test
    void what_became_of_the_order_is_told_before_its_coupon_and_the_points() {
        long user = SHOP.user(2_000);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(user);
        long paid = REQUESTS.placed(user, coupon, product, 1);
        long pending = REQUESTS.placed(user, coupon, product, 1);
        json(SHOP.pay(paid, user), 200);
        ORDER_ALREADY_PAID.toPost(SHOP, payment(paid), by(user));
        // The coupon is used and the points are spent: the coupon comes first.
        COUPON_ALREADY_USED.toPost(SHOP, payment(pending), by(user));
        SHOP.advance(Duration.ofMinutes(30));
        ORDER_EXPIRED.toPost(SHOP, payment(pending), by(user));
    }

    @Test
    void of_two_pending_orders_with_one_coupon_only_one_is_ever_paid() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(user);
        long one = REQUESTS.placed(user, coupon, product, 1);
        long two = REQUESTS.placed(user, coupon, product, 1);
        json(SHOP.pay(two, user), 200);
        COUPON_ALREADY_USED.toPost(SHOP, payment(one), by(user));
        assertThat(REQUESTS.status(one, user)).isEqualTo("PENDING");
        assertThat(SHOP.pointsOf(user)).isEqualTo(48_000);
    }

    @Test
    void a_coupon_whose_time_ended_between_order_and_payment_is_refused() {
        long user = SHOP.user(0);
        long coupon = REQUESTS.coupon(user);
        SHOP.advance(Duration.ofDays(1).minusMinutes(10));
        long order = REQUESTS.placed(user, coupon, SHOP.product("사과", 3_000, 10), 1);
        SHOP.advance(Duration.ofMinutes(15));
        // Neither are there enough points: the coupon comes first.
        COUPON_EXPIRED.toPost(SHOP, payment(order), by(user));
        assertThat(REQUESTS.status(order, user)).isEqualTo("PENDING");
    }

    @Test
    void a_coupon_pays_until_the_last_moment_of_its_time() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = REQUESTS.coupon(user);
        SHOP.advance(Duration.ofDays(1).minusMinutes(10));
        long one = REQUESTS.placed(user, coupon, product, 1);
        Instant end = OffsetDateTime.parse(SHOP.api()
                        .get("/users/{id}/coupons", user)
                        .json()
                        .at("/coupons/0/expiresAt")
                        .asText())
                .toInstant();
        assertThatThrownBy(() -> payAt(end, one, user))
                .isInstanceOf(Problem.class)
                .hasMessage("COUPON_EXPIRED");
        assertThat(payAt(end.minusMillis(1), one, user).status()).isEqualTo(OrderStatus.PAID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                | userId
        {"userId":null}                   | userId
        {"userId":"1"}                    | userId
        {"userId":1.0}                    | userId
        {"userId":1,"amount":6000}        | amount
        {"userId":1,"userId":1}           | body
        {"userId":1}1                     | body
        """)
    void a_malformed_payment_pays_nothing(String body, String field) {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과", 3_000, 10), 2);
        malformed(field).toPost(SHOP, payment(order), body);
        malformed(field).toPost(SHOP, payment(99), body);
    }

    @Test
    void a_payment_without_a_body_or_a_proper_order_id_is_malformed() {
        malformed("body").toPost(SHOP, payment(99));
        malformed("orderId").toPost(SHOP, "/orders/one/payment", Map.of("userId", 99));
    }

    private static Order payAt(Instant moment, long order, long user) {
        return SHOP.database().write(tx -> SHOP.orders().pay(tx.at(moment), order, user));
    }

    private static List<JsonNode> payloads() {
        return SHOP.database()
                .read(handle -> handle.createQuery("SELECT payload FROM delivery ORDER BY id")
                        .map((row, context) -> Replies.parse(row.getString(1)))
                        .list());
    }
}
