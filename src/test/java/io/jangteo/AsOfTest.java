package io.jangteo;

import static io.jangteo.ErrorTable.FORBIDDEN;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.config.Config;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ?at=}: balance, coupons and orders as they were; every earlier answer is given again. */
@BothEngines
class AsOfTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final TestShop TOKENS = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    private long user;
    private long product;

    @BeforeEach
    void stock() {
        user = SHOP.user(50_000);
        product = SHOP.product("사과", 10_000, 100);
    }

    @Test
    void every_moment_answers_later_what_it_answered_then() {
        long issued = SHOP.issue(SHOP.coupon(Map.of("type", "FIXED", "amount", 1_000), 5, 2), user);
        Seen atFirst = look();
        long order = order(issued);
        Seen placed = look();
        SHOP.pay(order, user);
        Seen paid = look();
        SHOP.cancel(order, user);
        Seen refunded = look();
        long second = order(issued);
        SHOP.pay(second, user);
        Seen paidAgain = look();
        long left = SHOP.order(user, product, 1);
        SHOP.advance(Duration.ofHours(1));
        Seen expired = look();
        SHOP.cancel(second, user);
        SHOP.issue(SHOP.coupon(Map.of("type", "FIXED", "amount", 500), 5, 1), user);
        SHOP.advance(Duration.ofDays(3));
        Seen longAfter = look();

        assertThat(paid.coupons.findValuesAsText("status")).containsExactly("USED");
        assertThat(refunded.coupons.findValuesAsText("status")).containsExactly("ISSUED");
        assertThat(expired.orders.findValuesAsText("status")).containsExactly("EXPIRED", "PAID", "REFUNDED");
        assertThat(longAfter.coupons.findValuesAsText("status")).containsExactly("EXPIRED", "EXPIRED");
        assertThat(left).isGreaterThan(second);
        for (Seen seen : List.of(atFirst, placed, paid, refunded, paidAgain, expired, longAfter)) {
            assertThat(lookAt(seen.moment)).isEqualTo(seen);
        }
    }

    @Test
    void a_coupon_that_expired_after_its_refund_was_used_before() {
        long issued = SHOP.issue(SHOP.coupon(Map.of("type", "FIXED", "amount", 1_000), 5, 1), user);
        long order = order(issued);
        SHOP.pay(order, user);
        Seen paid = look();
        SHOP.advance(Duration.ofDays(2));
        SHOP.cancel(order, user);
        Seen refunded = look();
        assertThat(lookAt(paid.moment)).isEqualTo(paid);
        assertThat(lookAt(refunded.moment)).isEqualTo(refunded);
    }

    @Test
    void statuses_are_chosen_as_of_then() {
        long issued = SHOP.issue(SHOP.coupon(1_000, 5), user);
        long order = order(issued);
        SHOP.pay(order, user);
        Instant then = step();
        SHOP.cancel(order, user);
        String path = "/users/" + user + "/coupons?status=USED&at=" + then;
        assertThat(json(SHOP.api().get(path), 200).path("coupons")).hasSize(1);
        assertThat(json(SHOP.api().get("/users/" + user + "/coupons?status=USED"), 200)
                        .path("coupons"))
                .isEmpty();
    }

    @Test
    void before_they_came_there_was_no_user_and_no_order() {
        Instant before = step();
        long newcomer = SHOP.user(3_000);
        long order = SHOP.order(user, product, 1);
        for (String path : List.of("/users/%d?", "/users/%d/orders?", "/users/%d/coupons?", "/orders/1?userId=%d&")) {
            assertThat(code(path.formatted(newcomer) + "at=" + before)).as(path).isEqualTo("USER_NOT_FOUND");
        }
        assertThat(code("/orders/" + order + "?userId=" + user + "&at=" + before))
                .isEqualTo("ORDER_NOT_FOUND");
        assertThat(json(SHOP.api().get("/users/" + user + "/orders?at=" + before), 200)
                        .path("orders"))
                .isEmpty();
    }

    @Test
    void a_list_of_then_is_turned_over_page_by_page() {
        for (int i = 0; i < 3; i++) {
            SHOP.order(user, product, 1);
            SHOP.issue(SHOP.coupon(1_000, 5), user);
        }
        Instant then = step();
        SHOP.cancel(1, user);
        SHOP.order(user, product, 1);
        SHOP.issue(SHOP.coupon(1_000, 5), user);
        for (String list : List.of("orders", "coupons")) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                String query = "?limit=1&at=" + then + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
                JsonNode page = json(SHOP.api().get("/users/" + user + "/" + list + query), 200);
                page.path(list)
                        .forEach(one -> seen.add(
                                one.path("id").asText() + one.path("status").asText()));
                cursor = page.path("nextCursor").asText("");
            } while (!cursor.isEmpty() && seen.size() < 9);
            String status = list.equals("orders") ? "PENDING" : "ISSUED";
            assertThat(seen).containsExactly("3" + status, "2" + status, "1" + status);
        }
    }

    @Test
    void another_user_is_not_asked_about_at_any_time() {
        String then = step().toString();
        String token = json(
                        TOKENS.admin(Map.of("userId", TOKENS.user(0), "ttlSeconds", 60))
                                .post("/admin/tokens"),
                        200)
                .path("token")
                .textValue();
        long other = TOKENS.user(0);
        for (String path : List.of("/users/%d?", "/users/%d/orders?", "/users/%d/coupons?", "/orders/1?userId=%d&")) {
            FORBIDDEN.to(
                    TOKENS,
                    path.formatted(other),
                    request -> request.header("Authorization", "Bearer " + token)
                            .get(path.formatted(other) + "at=" + then));
        }
    }

    @Test
    void an_offset_whose_plus_was_not_escaped_is_still_understood() {
        String seoul = SHOP.now().atOffset(java.time.ZoneOffset.ofHours(9)).toString();
        Response reply = SHOP.api().get("/users/" + user + "?at=" + seoul);
        assertThat(json(reply, 200).path("point").intValue()).isEqualTo(50_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-22", "2026-11-22T09:00:00", "9999-01-01T00:00:00Z"})
    void what_is_no_time_or_has_not_come_is_refused(String at) {
        for (String path : List.of("/users/%d?", "/users/%d/orders?", "/users/%d/coupons?", "/orders/1?userId=%d&")) {
            Response reply = SHOP.api().get(path.formatted(user) + "at=" + at);
            assertThat(reply.status()).as(path).isEqualTo(400);
            assertThat(reply.text("code")).isEqualTo("MALFORMED_REQUEST");
            assertThat(reply.text("field")).isEqualTo("at");
        }
    }

    /** What a user saw at a moment. */
    private record Seen(Instant moment, long point, JsonNode coupons, JsonNode orders) {}

    /** Takes a view, and lets a moment pass in which nothing happens. */
    private Seen look() {
        Seen seen = see(SHOP.now(), "");
        step();
        return seen;
    }

    private Seen lookAt(Instant moment) {
        return see(moment, "?at=" + moment);
    }

    private Seen see(Instant moment, String query) {
        return new Seen(
                moment,
                json(SHOP.api().get("/users/" + user + query), 200)
                        .path("point")
                        .longValue(),
                json(SHOP.api().get("/users/" + user + "/coupons" + query), 200),
                json(SHOP.api().get("/users/" + user + "/orders" + query), 200));
    }

    private static Instant step() {
        Instant now = SHOP.now();
        SHOP.advance(Duration.ofSeconds(1));
        return now;
    }

    private long order(long issuedCouponId) {
        Map<String, Object> basket = Map.of(
                "userId",
                user,
                "items",
                List.of(Map.of("productId", product, "quantity", 2)),
                "issuedCouponId",
                issuedCouponId);
        return json(SHOP.api(basket).post("/orders"), 201).path("id").longValue();
    }

    private static String code(String path) {
        return SHOP.api().get(path).text("code");
    }
}
