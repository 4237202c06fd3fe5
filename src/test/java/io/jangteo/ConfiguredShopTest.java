package io.jangteo;

import static io.jangteo.ErrorTable.PAYLOAD_TOO_LARGE;
import static io.jangteo.ErrorTable.invalidChargeAmount;
import static io.jangteo.ErrorTable.invalidOrder;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A configured shop follows its own rules instead of the defaults. */
@BothEngines
@Tag("wide")
class ConfiguredShopTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.chargeMin(10)
            .chargeMax(500)
            .balanceMax(600)
            .orderTtl(Duration.ofMinutes(2))
            .orderLinesMax(2)
            .lineQuantityMax(3)
            .idempotencyTtl(Duration.ofHours(48))
            .bodyMaxBytes(1_024)
            .zone(ZoneId.of("Pacific/Auckland")));

    @Test
    void charges_and_balances_have_the_bounds_that_were_set() {
        long user = SHOP.user(0);
        String path = "/users/" + user + "/points/charge";
        invalidChargeAmount("BELOW_MINIMUM").toPost(SHOP, path, Map.of("amount", 9));
        invalidChargeAmount("ABOVE_MAXIMUM").toPost(SHOP, path, Map.of("amount", 501));
        charge(user, 10);
        charge(user, 500);
        invalidChargeAmount("BALANCE_LIMIT").toPost(SHOP, path, Map.of("amount", 91));
        charge(user, 90);
        assertThat(SHOP.pointsOf(user)).isEqualTo(600);
    }

    @Test
    void orders_have_the_bounds_that_were_set() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 1, 10);
        invalidOrder("QUANTITY", "주문 수량은 1개 이상 3개 이하여야 합니다", "The quantity of a product must be from 1 to 3")
                .toPost(SHOP, "/orders", order(user, List.of(item(product, 4))));
        invalidOrder("TOO_MANY_LINES", "한 번에 최대 2줄까지 주문할 수 있습니다", "An order takes at most 2 lines")
                .toPost(SHOP, "/orders", order(user, List.of(item(1, 1), item(2, 1), item(3, 1))));
        SHOP.order(user, product, 3);
    }

    @Test
    void orders_wait_as_long_as_was_set() {
        long user = SHOP.user(0);
        JsonNode order = json(
                SHOP.api(order(user, List.of(item(SHOP.product("사과", 1, 10), 1))))
                        .post("/orders"),
                201);
        OffsetDateTime createdAt = OffsetDateTime.parse(order.path("createdAt").textValue());
        OffsetDateTime expiresAt = OffsetDateTime.parse(order.path("expiresAt").textValue());
        assertThat(Duration.between(createdAt, expiresAt)).isEqualTo(Duration.ofMinutes(2));
        SHOP.advance(Duration.ofMinutes(2));
        assertThat(SHOP.api()
                        .get("/orders/{id}?userId={user}", order.path("id").longValue(), user)
                        .text("status"))
                .isEqualTo("EXPIRED");
    }

    @Test
    void replies_are_kept_as_long_as_was_set() {
        long user = SHOP.user(0);
        charge(user, 10);
        SHOP.advance(Duration.ofHours(47));
        charge(user, 10);
        assertThat(SHOP.pointsOf(user)).isEqualTo(10);
        SHOP.advance(Duration.ofHours(2));
        charge(user, 10);
        assertThat(SHOP.pointsOf(user)).isEqualTo(20);
    }

    @Test
    void bodies_are_as_large_as_was_set() {
        long user = SHOP.user(0);
        String path = "/users/" + user + "/points/charge";
        String body = "{\"amount\":10";
        PAYLOAD_TOO_LARGE.toPost(SHOP, path, body + " ".repeat(1_024 - body.length()) + "}");
        json(SHOP.api(body + " ".repeat(1_023 - body.length()) + "}").post(path), 200);
    }

    @Test
    void days_and_times_are_those_of_the_zone_that_was_set() {
        ZoneId zone = ZoneId.of("Pacific/Auckland");
        LocalDate today = SHOP.now().atZone(zone).toLocalDate();
        JsonNode popular = json(SHOP.api().get("/products/popular"), 200);
        LocalDate to = LocalDate.parse(popular.path("to").textValue());
        // Midnight may have passed between the two.
        assertThat(to.plusDays(1)).isIn(today, today.plusDays(1));
        OffsetDateTime now = OffsetDateTime.parse(SHOP.admin("{\"duration\":\"PT0S\"}")
                .post("/admin/clock/advance")
                .text("now"));
        ZoneOffset offset = zone.getRules().getOffset(now.toInstant());
        assertThat(now.getOffset()).isEqualTo(offset);
    }

    /** Uses a key, so that it counts once for each time that the key expires. */
    private static void charge(long user, long amount) {
        json(
                SHOP.api(Map.of("amount", amount))
                        .header("Idempotency-Key", "charge " + amount)
                        .post("/users/{id}/points/charge", user),
                200);
    }

    private static Map<String, Object> order(long user, List<?> items) {
        return Map.of("userId", user, "items", items);
    }

    private static Map<String, Object> item(long product, long quantity) {
        return Map.of("productId", product, "quantity", quantity);
    }
}
