package io.jangteo.order;

import static io.jangteo.ErrorTable.ORDER_NOT_FOUND;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static io.jangteo.Replies.parse;
import static io.jangteo.order.OrderRequests.body;
import static io.jangteo.order.OrderRequests.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything that one order caused, in one reply. */
@BothEngines
class OrderTrailRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);

    private long user;
    private long apple;
    private long pear;

    @BeforeEach
    void open() {
        user = SHOP.user(50_000);
        apple = SHOP.product("사과", 3_000, 10);
        pear = SHOP.product("배", 5_000, 10);
    }

    @Test
    void an_order_that_waits_has_taken_its_stock_and_nothing_else() {
        long order = SHOP.order(user, apple, 2);
        JsonNode shown = REQUESTS.order(order, user);
        JsonNode trail = trail(order);
        assertReply(
                SHOP.admin().get("/admin/orders/{id}/trail", order),
                200,
                """
                {"order":%1$s,"user":{"id":1,"name":"손님"},"events":[{"at":%2$s,"kind":"PLACED","reason":null}],"entries":[],"coupon":null,
                 "stockMovements":[{"id":%3$s,"productId":%4$d,"kind":"ORDER","delta":-2,"stockAfter":8,
                    "reason":"order:%5$d","at":%2$s}],
                 "deliveries":[]}
                """,
                shown,
                shown.path("createdAt"),
                trail.at("/stockMovements/0/id"),
                apple,
                order);
    }

    @Test
    void an_order_that_was_paid_with_a_coupon_and_refunded_shows_all_of_it() {
        // Neighbours, so that a trail that includes too much is noticed.
        json(SHOP.pay(SHOP.order(user, apple, 1), user), 200);
        long coupon = REQUESTS.coupon(user);
        JsonNode issued = json(SHOP.api().get("/users/{id}/coupons", user), 200).at("/coupons/0");
        long order = json(REQUESTS.place(body(user, coupon, List.of(item(pear, 1), item(apple, 2)))), 201)
                .path("id")
                .longValue();
        SHOP.advance(Duration.ofMinutes(1));
        JsonNode paid = json(SHOP.pay(order, user), 200);
        String paidAt = paid.path("paidAt").toString();
        assertThat(trail(order).path("coupon").toString())
                .isEqualTo(with(issued, "USED", paidAt, String.valueOf(order)).toString());
        SHOP.advance(Duration.ofMinutes(1));
        JsonNode refunded = json(SHOP.cancel(order, user), 200);
        json(SHOP.pay(SHOP.order(user, pear, 1), user), 200);
        JsonNode trail = trail(order);
        String closedAt = trail.at("/events/2/at").toString();
        assertThat(moment(trail.at("/events/2/at"))).isAfter(moment(paid.path("paidAt")));
        assertReply(
                SHOP.admin().get("/admin/orders/{id}/trail", order),
                200,
                """
                {"order":%1$s,"user":{"id":1,"name":"손님"},
                 "events":[{"at":%2$s,"kind":"PLACED","reason":null},{"at":%3$s,"kind":"PAID","reason":null},
                    {"at":%4$s,"kind":"REFUNDED","reason":null}],
                 "entries":[
                    {"id":%5$s,"kind":"SPEND","amount":-10000,"balanceAfter":37000,"reference":"order:%7$d","at":%3$s},
                    {"id":%6$s,"kind":"REFUND","amount":10000,"balanceAfter":47000,"reference":"order:%7$d","at":%4$s}],
                 "coupon":%8$s,
                 "stockMovements":%9$s,
                 "deliveries":%10$s}
                """,
                refunded,
                refunded.path("createdAt"),
                paidAt,
                closedAt,
                trail.at("/entries/0/id"),
                trail.at("/entries/1/id"),
                order,
                with(issued, "ISSUED", "null", "null"),
                trail.path("stockMovements"),
                trail.path("deliveries"));
        assertThat(movements(trail))
                .containsExactly(
                        apple + " ORDER -2 7", pear + " ORDER -1 9", apple + " REFUND 2 9", pear + " REFUND 1 10");
        assertThat(trail.path("stockMovements").findValues("at").stream().map(JsonNode::toString))
                .containsExactly(
                        refunded.path("createdAt").toString(),
                        refunded.path("createdAt").toString(),
                        closedAt,
                        closedAt);
        assertDelivered(trail, paidAt);
    }

    @Test
    void an_order_that_expires_gives_its_stock_back_at_the_end_of_its_time() {
        long order = REQUESTS.placed(user, REQUESTS.coupon(user), apple, 2);
        SHOP.advance(Duration.ofMinutes(30));
        JsonNode trail = trail(order);
        assertThat(trail.at("/order/status").textValue()).isEqualTo("EXPIRED");
        assertThat(kinds(trail)).containsExactly("PLACED", "EXPIRED");
        assertThat(moment(trail.at("/events/1/at")))
                .isAfterOrEqualTo(moment(trail.at("/order/expiresAt")))
                .isBefore(moment(trail.at("/order/expiresAt")).plusSeconds(60));
        assertThat(movements(trail)).containsExactly(apple + " ORDER -2 8", apple + " EXPIRE 2 10");
        assertThat(trail.path("entries")).isEmpty();
        assertThat(trail.path("deliveries")).isEmpty();
        assertThat(trail.at("/coupon/status").textValue()).isEqualTo("ISSUED");
        assertThat(trail.at("/coupon/usedAt").isNull()).isTrue();
    }

    @Test
    void an_order_that_the_administrator_cancels_says_why() {
        long order = SHOP.order(user, apple, 2);
        json(SHOP.admin(Map.of("reason", " 품절 ")).post("/admin/orders/{id}/cancel", order), 200);
        JsonNode trail = trail(order);
        assertThat(kinds(trail)).containsExactly("PLACED", "CANCELLED");
        assertThat(trail.at("/events/0/reason").isNull()).isTrue();
        assertThat(trail.at("/events/1/reason").textValue()).isEqualTo("품절");
    }

    @Test
    void an_order_that_is_cancelled_says_when() {
        long order = SHOP.order(user, apple, 2);
        json(SHOP.cancel(order, user), 200);
        JsonNode trail = trail(order);
        assertThat(kinds(trail)).containsExactly("PLACED", "CANCELLED");
        assertThat(trail.at("/events/1/at")).isEqualTo(trail.at("/stockMovements/1/at"));
        assertThat(movements(trail)).containsExactly(apple + " ORDER -2 8", apple + " CANCEL 2 10");
    }

    @Test
    void a_coupon_is_shown_as_it_is_now_not_as_it_was() {
        long coupon = REQUESTS.coupon(user);
        long loser = REQUESTS.placed(user, coupon, apple, 1);
        long winner = REQUESTS.placed(user, coupon, apple, 1);
        json(SHOP.pay(winner, user), 200);
        assertThat(trail(loser).at("/coupon/status").textValue()).isEqualTo("USED");
        assertThat(trail(loser).at("/coupon/orderId").longValue()).isEqualTo(winner);
        json(SHOP.cancel(winner, user), 200);
        SHOP.advance(Duration.ofDays(1));
        assertThat(trail(winner).at("/coupon/status").textValue()).isEqualTo("EXPIRED");
        assertThat(trail(winner).at("/coupon/orderId").isNull()).isTrue();
    }

    @Test
    void what_an_administrator_named_like_the_order_is_not_its_doing() {
        long order = SHOP.order(user, apple, 1);
        json(SHOP.pay(order, user), 200);
        String change = "{\"%s\":-1,\"reason\":\"order:" + order + "\"}";
        json(SHOP.admin(change.formatted("amount")).post("/admin/users/{id}/points/adjust", user), 200);
        json(SHOP.admin(change.formatted("delta")).post("/admin/products/{id}/stock", apple), 200);
        JsonNode trail = trail(order);
        assertThat(trail.path("entries").findValuesAsText("kind")).containsExactly("SPEND");
        assertThat(movements(trail)).containsExactly(apple + " ORDER -1 9");
    }

    @Test
    void an_order_that_does_not_exist_has_no_trail() {
        ORDER_NOT_FOUND.toGet(SHOP, "/admin/orders/99/trail");
        malformed("id").toGet(SHOP, "/admin/orders/one/trail");
        malformed("userId").toGet(SHOP, "/admin/orders/99/trail?userId=1");
    }

    @Test
    void a_trail_is_shown_with_the_admin_key_alone() {
        String path = "/admin/orders/" + SHOP.order(user, apple, 1) + "/trail";
        UNAUTHENTICATED.to(
                SHOP,
                path,
                request -> request.header("Authorization", "Bearer wrong").get(path));
    }

    /** Checks the message of a paid order, accepted at the first attempt. */
    private static void assertDelivered(JsonNode trail, String paidAt) {
        JsonNode delivery = null;
        for (JsonNode each :
                json(SHOP.admin().get("/admin/deliveries?type=order.paid"), 200).path("deliveries")) {
            delivery = each.path("orderId").equals(trail.at("/order/id")) ? each : delivery;
        }
        assertThat(delivery).isNotNull();
        assertThat(trail.at("/deliveries/0")).isEqualTo(parse("""
                {"id":%s,"messageId":%s,"type":"order.paid","status":"DELIVERED","createdAt":%s,"nextAttemptAt":null,
                 "deliveredAt":%s,"lastError":null,
                 "attempts":[{"number":1,"at":%4$s,"outcome":"DELIVERED","error":null}]}
                """.formatted(
                        delivery.path("id"), delivery.path("messageId"), paidAt, delivery.path("deliveredAt"))));
    }

    private static JsonNode with(JsonNode issued, String status, String usedAt, String orderId) {
        ObjectNode coupon = issued.deepCopy();
        coupon.put("status", status);
        coupon.set("usedAt", parse(usedAt));
        coupon.set("orderId", parse(orderId));
        coupon.putNull("revokedAt");
        coupon.putNull("revokeReason");
        return coupon;
    }

    private static JsonNode trail(long order) {
        return json(SHOP.admin().get("/admin/orders/{id}/trail", order), 200);
    }

    private static List<String> kinds(JsonNode trail) {
        return trail.path("events").findValuesAsText("kind");
    }

    private static List<String> movements(JsonNode trail) {
        List<String> movements = new ArrayList<>();
        long last = 0;
        for (JsonNode movement : trail.path("stockMovements")) {
            assertThat(movement.path("id").longValue()).isGreaterThan(last);
            last = movement.path("id").longValue();
            movements.add("%s %s %s %s"
                    .formatted(
                            movement.path("productId"),
                            movement.path("kind").textValue(),
                            movement.path("delta"),
                            movement.path("stockAfter")));
        }
        return movements;
    }
}
