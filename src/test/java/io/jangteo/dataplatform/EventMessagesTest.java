package io.jangteo.dataplatform;

import static io.jangteo.Replies.json;
import static io.jangteo.Replies.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the data platform is told of, if it is told of everything. */
@BothEngines
class EventMessagesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.stockLow(3).dataPlatformEvents("*"));

    @Test
    void every_type_is_told_once_in_the_order_of_what_happens() {
        playEverything();
        assertThat(EventMessages.typesOf(SHOP))
                .containsExactly(
                        "points.charged",
                        "coupon.issued",
                        "coupon.issued",
                        "coupon.sold-out",
                        "coupon.revoked",
                        "order.placed",
                        "order.paid",
                        "order.refunded",
                        "order.placed",
                        "stock.low",
                        "order.cancelled",
                        "order.placed",
                        "stock.low",
                        "stock.sold-out",
                        "order.expired");
    }

    @Test
    void the_manual_shows_each_type_as_it_is() throws IOException {
        playEverything();
        Map<String, JsonNode> told = new TreeMap<>();
        EventMessages.of(SHOP).forEach(message -> told.put(message.path("type").textValue(), message));
        Map<String, JsonNode> shown = new TreeMap<>();
        EXAMPLE.matcher(Files.readString(Path.of("src/docs/data-platform.md")))
                .results()
                .map(example -> parse(example.group(1)))
                .filter(example -> example.has("type"))
                .forEach(example -> shown.put(example.path("type").textValue(), example));
        assertThat(shown.keySet())
                .containsExactlyElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::toString)
                        .sorted()
                        .toList());
        shown.forEach((type, example) -> assertThat(form(example)).as(type).isEqualTo(form(told.get(type))));
        shown.forEach((type, example) ->
                assertThat(example.at("/data/version").intValue()).isEqualTo(1));
    }

    @Test
    void a_message_says_what_it_tells_of() {
        playEverything();
        Map<String, JsonNode> told = new HashMap<>();
        EventMessages.of(SHOP).forEach(message -> told.put(message.path("type").textValue(), message.path("data")));
        JsonNode refunded = told.get("order.refunded");
        assertThat(refunded.path("status").textValue()).isEqualTo("REFUNDED");
        assertThat(refunded.path("reason").textValue()).isEqualTo("상한 상품");
        assertThat(refunded.path("closedAt").isNull()).isFalse();
        assertThat(told.get("points.charged").toString())
                .isEqualTo(
                        "{\"version\":1,\"userId\":%s,\"amount\":20000,\"balanceAfter\":20000,\"reference\":\"pay-1\"}"
                                .formatted(told.get("points.charged").path("userId")));
        assertThat(told.get("coupon.sold-out").path("quantity").intValue()).isEqualTo(2);
        assertThat(told.get("coupon.revoked").path("reason").textValue()).isEqualTo("부정 사용");
        assertThat(told.get("stock.low").path("mark").intValue()).isEqualTo(3);
        assertThat(told.get("stock.sold-out").path("stock").intValue()).isZero();
        assertThat(SHOP.deliveries())
                .filteredOn(delivery -> !delivery.get("type").toString().startsWith("order."))
                .allSatisfy(delivery -> assertThat(delivery.get("orderId")).isNull());
    }

    @Test
    void a_stock_is_told_each_time_it_falls_to_the_mark_and_not_below_it_again() {
        long product = SHOP.product("사과", 1_000, 5);
        SHOP.product("없던 것", 1_000, 0);
        change(product, -1);
        assertThat(EventMessages.typesOf(SHOP)).isEmpty();
        change(product, -1);
        change(product, -1);
        change(product, -1);
        assertThat(EventMessages.typesOf(SHOP)).containsExactly("stock.low");
        change(product, -1);
        assertThat(EventMessages.typesOf(SHOP)).containsExactly("stock.low", "stock.sold-out");
        change(product, 3);
        change(product, -3);
        assertThat(EventMessages.typesOf(SHOP)).containsExactly("stock.low", "stock.sold-out", "stock.sold-out");
        change(product, 4);
        change(product, -4);
        assertThat(EventMessages.typesOf(SHOP).subList(3, 5)).containsExactly("stock.low", "stock.sold-out");
    }

    @Test
    void an_offer_is_sold_out_by_its_last_coupon_and_by_a_cut_and_again_after_a_raise() {
        long coupon = SHOP.coupon(1_000, 3);
        SHOP.issue(coupon, SHOP.user(0));
        SHOP.issue(coupon, SHOP.user(0));
        assertThat(soldOut()).isZero();
        json(SHOP.admin(Map.of("quantity", 2)).patch("/admin/coupons/{id}", coupon), 200);
        assertThat(soldOut()).isEqualTo(1);
        json(SHOP.admin(Map.of("name", "다른 이름")).patch("/admin/coupons/{id}", coupon), 200);
        assertThat(soldOut()).isEqualTo(1);
        json(SHOP.admin(Map.of("quantity", 3)).patch("/admin/coupons/{id}", coupon), 200);
        SHOP.issue(coupon, SHOP.user(0));
        assertThat(soldOut()).isEqualTo(2);
    }

    @Test
    void a_refusal_and_a_repeated_payment_tell_nothing() {
        long user = SHOP.user(0);
        Map<String, Object> charge = Map.of("amount", 5_000, "reference", "pay-1");
        json(SHOP.admin(charge).post("/admin/users/{id}/points/charge", user), 200);
        json(SHOP.admin(charge).post("/admin/users/{id}/points/charge", user), 200);
        long product = SHOP.product("사과", 10_000, 9);
        assertThat(SHOP.pay(SHOP.order(user, product, 1), user).outcome()).isEqualTo("409 INSUFFICIENT_POINTS");
        assertThat(EventMessages.typesOf(SHOP)).containsExactly("points.charged", "order.placed");
    }

    private static long soldOut() {
        return EventMessages.typesOf(SHOP).stream()
                .filter("coupon.sold-out"::equals)
                .count();
    }

    private static void change(long product, int delta) {
        Map<String, Object> change = Map.of("delta", delta, "reason", "시험");
        json(SHOP.admin(change).post("/admin/products/{id}/stock", product), 200);
    }

    /** Leads to an event of each type. */
    private static void playEverything() {
        long user = SHOP.user(0);
        long other = SHOP.user(0);
        Map<String, Object> charge = Map.of("amount", 20_000, "reference", "pay-1");
        json(SHOP.admin(charge).post("/admin/users/{id}/points/charge", user), 200);
        Map<String, Object> offer = Map.of(
                "name",
                "첫 장보기",
                "discount",
                Map.of("type", "FIXED", "amount", 1_000),
                "minOrderAmount",
                0,
                "quantity",
                2,
                "validDays",
                30,
                "reference",
                "first");
        long coupon =
                json(SHOP.admin(offer).post("/admin/coupons"), 201).path("id").longValue();
        long issued = SHOP.issue(coupon, user);
        long revoked = SHOP.issue(coupon, other);
        json(SHOP.admin(Map.of("reason", "부정 사용")).post("/admin/issued-coupons/{id}/revoke", revoked), 200);
        Map<String, Object> apple = Map.of("name", "사과", "price", 3_000, "stock", 6, "reference", "apple");
        long product =
                json(SHOP.admin(apple).post("/admin/products"), 201).path("id").longValue();
        Map<String, Object> wanted = Map.of(
                "userId",
                user,
                "items",
                List.of(Map.of("productId", product, "quantity", 2)),
                "issuedCouponId",
                issued);
        long paid = json(SHOP.api(wanted).post("/orders"), 201).path("id").longValue();
        json(SHOP.pay(paid, user), 200);
        json(SHOP.admin(Map.of("reason", "상한 상품")).post("/admin/orders/{id}/cancel", paid), 200);
        json(SHOP.cancel(SHOP.order(user, product, 3), user), 200);
        SHOP.order(user, product, 6);
        SHOP.advance(Duration.ofMinutes(31));
    }

    /** The members in their order, each with the kind of its value; what may be null is as it may. */
    private static String form(JsonNode node) {
        StringBuilder form = new StringBuilder();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            form.append(field.getKey()).append(':');
            form.append(value.isObject() ? form(value) : value.isArray() ? form(value.path(0)) : value.getNodeType());
            form.append(' ');
        });
        return "{" + form + "}";
    }
}
