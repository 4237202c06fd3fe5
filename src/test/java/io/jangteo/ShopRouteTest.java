package io.jangteo;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.config.Config;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The public facts about the shop as a whole. */
@BothEngines
class ShopRouteTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final TestShop OTHER = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN)
            .demo(true)
            .zone(ZoneId.of("UTC"))
            .chargeMin(500)
            .chargeMax(2_000_000)
            .balanceMax(3_000_000)
            .orderTtl(Duration.ofMinutes(45))
            .orderLinesMax(90)
            .lineQuantityMax(900));

    @Test
    void it_says_how_a_shop_is_set_up_that_nobody_set_up() {
        JsonNode shop = shop(SHOP);
        List<String> fields = new ArrayList<>();
        shop.fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactly(
                        "version",
                        "auth",
                        "demo",
                        "testMode",
                        "zone",
                        "chargeMin",
                        "chargeMax",
                        "charges",
                        "balanceMax",
                        "orderTtlSeconds",
                        "pendingOrdersMax",
                        "orderLinesMax",
                        "lineQuantityMax",
                        "now",
                        "changes");
        assertThat(shop.path("auth").textValue()).isEqualTo("OPEN");
        assertThat(shop.path("demo").booleanValue()).isFalse();
        assertThat(shop.path("testMode").booleanValue()).isTrue();
        assertThat(shop.path("zone").textValue()).isEqualTo("Asia/Seoul");
        assertThat(shop.path("chargeMin").longValue()).isEqualTo(1_000);
        assertThat(shop.path("chargeMax").longValue()).isEqualTo(1_000_000);
        assertThat(shop.path("balanceMax").longValue()).isEqualTo(1_000_000);
        assertThat(shop.path("charges").textValue()).isEqualTo("SHOPPER");
        assertThat(shop.path("pendingOrdersMax").intValue()).isZero();
        assertThat(shop.path("orderTtlSeconds").longValue()).isEqualTo(1_800);
        assertThat(shop.path("orderLinesMax").intValue()).isEqualTo(100);
        assertThat(shop.path("lineQuantityMax").intValue()).isEqualTo(1_000);
    }

    @Test
    void it_says_so_to_anyone_even_where_shoppers_show_tokens() {
        JsonNode shop = shop(OTHER);
        assertThat(shop.path("auth").textValue()).isEqualTo("TOKEN");
        assertThat(shop.path("demo").booleanValue()).isTrue();
        assertThat(shop.path("zone").textValue()).isEqualTo("UTC");
        assertThat(shop.path("chargeMin").longValue()).isEqualTo(500);
        assertThat(shop.path("chargeMax").longValue()).isEqualTo(2_000_000);
        assertThat(shop.path("balanceMax").longValue()).isEqualTo(3_000_000);
        assertThat(shop.path("charges").textValue()).isEqualTo("ADMIN");
        assertThat(shop.path("pendingOrdersMax").intValue()).isEqualTo(10);
        assertThat(shop.path("orderTtlSeconds").longValue()).isEqualTo(2_700);
        assertThat(shop.path("orderLinesMax").intValue()).isEqualTo(90);
        assertThat(shop.path("lineQuantityMax").intValue()).isEqualTo(900);
    }

    @Test
    void another_number_says_that_something_changed() {
        long before = changes();
        SHOP.product("사과", 1_000, 1);
        assertThat(changes()).isNotEqualTo(before);
    }

    @Test
    @SqliteOnly("PostgreSQL counts what is done to all databases of a server")
    void the_same_number_says_that_nothing_changed() {
        // Computing the ranked days after the reset changes the shop too.
        SHOP.advance(Duration.ZERO);
        long before = changes();
        assertThat(changes()).isEqualTo(before);
        json(SHOP.api().get("/products"), 200);
        assertThat(changes()).isEqualTo(before);
        SHOP.product("사과", 1_000, 1);
        long after = changes();
        assertThat(after).isNotEqualTo(before);
        assertThat(changes()).isEqualTo(after);
    }

    @Test
    void its_time_is_the_shops() {
        Instant before = now();
        SHOP.advance(Duration.ofDays(3));
        assertThat(now()).isBetween(before.plus(Duration.ofDays(3)), before.plus(Duration.ofDays(4)));
    }

    @Test
    void a_charge_by_another_caller_is_a_change_too() {
        long user = SHOP.user(0);
        long before = changes();
        json(SHOP.api(Map.of("amount", 1_000)).post("/users/{id}/points/charge", user), 200);
        assertThat(changes()).isNotEqualTo(before);
    }

    private static Instant now() {
        return OffsetDateTime.parse(shop(SHOP).path("now").textValue()).toInstant();
    }

    private static long changes() {
        return shop(SHOP).path("changes").longValue();
    }

    private static JsonNode shop(TestShop shop) {
        return json(shop.api().get("/shop"), 200);
    }
}
