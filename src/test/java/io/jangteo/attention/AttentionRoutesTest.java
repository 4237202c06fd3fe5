package io.jangteo.attention;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What needs the administrator's attention. */
@BothEngines
class AttentionRoutesTest {
    private static final int LIST_MAX = 20;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.stockLow(3));

    @Test
    void a_shop_without_anything_to_look_at_says_so_to_the_administrator_alone() {
        SHOP.product("사과", 3_000, 4);
        SHOP.coupon(1_000, 10);
        assertThat(SHOP.admin().get("/admin/attention").require(200).text()).isEqualTo("""
                {"deadDeliveries":0,"pendingOrders":0,"soldOut":[],"lowStock":[],"offersRunningOut":[],"books":null}\
                """);
        assertThat(SHOP.api().get("/admin/attention").outcome()).isEqualTo("401 UNAUTHENTICATED");
    }

    @Test
    void what_was_given_up_and_what_can_still_be_paid_is_counted() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 50);
        SHOP.pay(SHOP.order(user, product, 1), user).require(200);
        SHOP.order(user, product, 1);
        SHOP.order(user, product, 1);
        SHOP.advance(Duration.ZERO);
        SHOP.database().run(tx -> tx.handle().execute("UPDATE delivery SET status = 'DEAD', delivered_at = NULL"));
        assertThat(attention().path("deadDeliveries").intValue()).isEqualTo(1);
        assertThat(attention().path("pendingOrders").intValue()).isEqualTo(2);
        SHOP.advance(Duration.ofMinutes(30));
        assertThat(attention().path("pendingOrders").intValue()).isZero();
        json(SHOP.admin(Map.of("status", "DEAD")).post("/admin/deliveries/replay"), 200);
        assertThat(attention().path("deadDeliveries").intValue()).isZero();
    }

    @Test
    void products_on_sale_are_sold_out_at_none_and_low_from_one_to_the_mark() {
        long none = SHOP.product("없는 것", 1_000, 0);
        long three = SHOP.product("셋", 1_000, 3);
        long one = SHOP.product("하나", 1_000, 1);
        SHOP.product("넷", 1_000, 4);
        for (long ended : new long[] {SHOP.product("끝난 것", 1_000, 0), SHOP.product("그만둔 것", 1_000, 2)}) {
            json(SHOP.admin(Map.of("onSale", false)).patch("/admin/products/{id}", ended), 200);
        }
        JsonNode found = attention();
        assertThat(found.path("soldOut").toString()).isEqualTo("[{\"id\":%d,\"name\":\"없는 것\"}]".formatted(none));
        assertThat(found.path("lowStock").toString())
                .isEqualTo("[{\"id\":%d,\"name\":\"하나\",\"stock\":1},{\"id\":%d,\"name\":\"셋\",\"stock\":3}]"
                        .formatted(one, three));
        for (int more = 0; more < LIST_MAX; more++) {
            SHOP.product("더", 1_000, 0);
            SHOP.product("더", 1_000, 1);
        }
        assertThat(attention().path("soldOut")).hasSize(LIST_MAX);
        assertThat(attention().path("soldOut").at("/0/id").longValue()).isEqualTo(none);
        assertThat(attention().path("lowStock"))
                .hasSize(LIST_MAX)
                .allMatch(low -> low.path("stock").intValue() == 1);
    }

    @Test
    void offers_run_out_below_a_tenth_and_in_their_last_day() {
        Instant now = SHOP.now();
        long tenth = SHOP.coupon(1_000, 20);
        for (int issued = 0; issued < 18; issued++) {
            SHOP.issue(tenth, SHOP.user(0));
        }
        Duration day = Duration.ofHours(24);
        Duration hour = Duration.ofHours(1);
        SHOP.offer("내일도", now.minus(hour), now.plus(day).plus(hour));
        SHOP.offer("곧", now.plus(hour), now.plus(hour.multipliedBy(2)));
        SHOP.offer("지난", now.minus(hour), now.plus(Duration.ofMinutes(10)));
        SHOP.advance(Duration.ofMinutes(10));
        // Exactly a tenth is left of the first, and more than a day of the second; the third is not open yet.
        assertThat(offers()).containsExactly("곧 5");
        SHOP.issue(tenth, SHOP.user(0));
        SHOP.advance(Duration.ofMinutes(51));
        assertThat(offers()).containsExactly("쿠폰 1", "내일도 5", "곧 5");
        JsonNode first = attention().path("offersRunningOut").path(0);
        assertThat(first.path("id").longValue()).isEqualTo(tenth);
        assertThat(first.path("issueUntil").isNull()).isTrue();
        assertThat(OffsetDateTime.parse(
                                attention().at("/offersRunningOut/1/issueUntil").textValue())
                        .toInstant())
                .isEqualTo(now.plus(day).plus(hour));
        // Sold out is not running out, and neither is closed.
        SHOP.issue(tenth, SHOP.user(0));
        json(SHOP.admin().post("/admin/coupons/{id}/close", tenth + 1), 200);
        assertThat(offers()).containsExactly("곧 5");
    }

    @Test
    void the_last_check_of_the_books_is_told_until_another_shop_takes_this_ones_place() {
        Instant before = SHOP.now();
        SHOP.assertBalanced();
        JsonNode books = attention().path("books");
        assertThat(books.path("balanced").booleanValue()).isTrue();
        assertThat(OffsetDateTime.parse(books.path("at").textValue()).toInstant())
                .isBetween(before, SHOP.now());
        long user = SHOP.user(1_000);
        SHOP.database().run(tx -> tx.handle().execute("UPDATE shop_user SET point = 999 WHERE id = ?", user));
        assertThat(SHOP.books().path("balanced").booleanValue()).isFalse();
        assertThat(attention().at("/books/balanced").booleanValue()).isFalse();
        json(SHOP.admin().post("/admin/reset"), 200);
        assertThat(attention().path("books").isNull()).isTrue();
    }

    private static List<String> offers() {
        return attention().path("offersRunningOut").findParents("left").stream()
                .map(offer -> offer.path("name").textValue() + " " + offer.path("left"))
                .toList();
    }

    private static JsonNode attention() {
        return json(SHOP.admin().get("/admin/attention"), 200);
    }
}
