package io.jangteo.idempotency;

import static io.jangteo.ErrorTable.COUPON_SOLD_OUT;
import static io.jangteo.ErrorTable.IDEMPOTENCY_KEY_REUSED;
import static io.jangteo.ErrorTable.ORDER_NOT_FOUND;
import static io.jangteo.ErrorTable.UNSUPPORTED_MEDIA_TYPE;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.insufficientPoints;
import static io.jangteo.ErrorTable.invalidChargeAmount;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.ErrorTable.outOfStock;
import static io.jangteo.Replies.json;
import static io.jangteo.idempotency.KeyedCalls.KEY;
import static io.jangteo.idempotency.KeyedCalls.REPLAYED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Refused;
import io.jangteo.ShopState;
import io.jangteo.TestShop;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered again, for how long, and to which requests. */
class IdempotencyTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final KeyedCalls CALLS = new KeyedCalls(SHOP);

    @Test
    void charging_twice_with_the_same_key_charges_once() {
        long user = SHOP.user(0);
        Response first = CALLS.charge("k", user, 1_000);
        json(first, 200);
        assertThat(first.header(REPLAYED)).isNull();
        for (int i = 0; i < 2; i++) {
            assertReplayed(CALLS.charge("k", user, 1_000), first);
        }
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000);
        assertThat(SHOP.entriesOf(user)).containsExactly("CHARGE");
    }

    @Test
    void without_a_key_and_with_another_each_request_acts() {
        long user = SHOP.user(0);
        json(CALLS.charge(null, user, 1_000), 200);
        json(CALLS.charge(null, user, 1_000), 200);
        json(CALLS.charge("k", user, 1_000), 200);
        json(CALLS.charge("K", user, 1_000), 200);
        assertThat(SHOP.pointsOf(user)).isEqualTo(4_000);
    }

    @Test
    void the_first_reply_is_given_again_whatever_became_of_the_order() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        String body = "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":2}]}".formatted(user, product);
        Response first = CALLS.post("k", "/orders", body);
        long order = json(first, 201).path("id").longValue();
        json(SHOP.pay(order, user), 200);
        Response again = CALLS.post("k", "/orders", body);
        assertReplayed(again, first);
        assertThat(again.header("Location")).isEqualTo("/api/v1/orders/" + order);
        assertThat(again.path("status").toString()).isEqualTo("PENDING");
        assertThat(SHOP.stockOf(product)).isEqualTo(8);
    }

    @Test
    void a_final_refusal_is_kept_even_when_its_cause_is_gone() {
        keeps(USER_NOT_FOUND, "/users/1/points/charge", "{\"amount\":1000}", () -> SHOP.user(0));
        keeps(
                ORDER_NOT_FOUND,
                "/orders/1/payment",
                "{\"userId\":1}",
                () -> SHOP.order(1, SHOP.product("배", 700, 9), 1));
        keeps(insufficientPoints(700, 0), "/orders/1/payment", "{\"userId\":1}", () -> CALLS.charge(null, 1, 1_000));
        keeps(malformed("body"), "/orders/1/payment", "{\"userId\":1", () -> null);
        keeps(malformed("userId"), "/orders/1/payment", "{}", () -> null);
        json(SHOP.pay(1, 1), 200);
        keeps(invalidChargeAmount("BELOW_MINIMUM"), "/users/1/points/charge", "{\"amount\":1}", () -> null);
    }

    @Test
    void a_refusal_of_what_is_sold_out_or_of_another_media_type_is_final_too() {
        long coupon = SHOP.coupon(1_000, 1);
        SHOP.issue(coupon, SHOP.user(0));
        long late = SHOP.user(0);
        keeps(COUPON_SOLD_OUT, "/coupons/" + coupon + "/issue", "{\"userId\":" + late + "}", () -> null);
        String path = "/users/" + late + "/points/charge";
        Supplier<Response> request = () ->
                SHOP.api().header(KEY, "t").contentType("text/plain").body("1").post(path);
        Response first = request.get();
        UNSUPPORTED_MEDIA_TYPE.check(first, path);
        assertReplayed(request.get(), first);
    }

    @Test
    void a_kept_refusal_is_in_the_language_of_the_first_and_names_its_request() {
        Response first = CALLS.charge("k", 1, 1_000);
        Response again = SHOP.api("{\"amount\":1000}")
                .header(KEY, "k")
                .header("Accept-Language", "en")
                .post("/users/1/points/charge");
        assertReplayed(again, first);
        assertThat(again.path("requestId").toString()).isEqualTo(first.header("X-Request-Id"));
        assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
    }

    @Test
    void what_a_refused_request_had_begun_is_undone_though_its_reply_is_kept() {
        long user = SHOP.user(500);
        long pear = SHOP.product("배", 700, 9);
        long apple = SHOP.product("사과", 700, 1);
        long order = json(
                        CALLS.post(
                                null,
                                "/orders",
                                Map.of(
                                        "userId",
                                        user,
                                        "items",
                                        List.of(Map.of("productId", pear, "quantity", 1)),
                                        "issuedCouponId",
                                        SHOP.issue(SHOP.coupon(100, 1), user))),
                        201)
                .path("id")
                .longValue();
        keeps(insufficientPoints(600, 500), "/orders/" + order + "/payment", "{\"userId\":" + user + "}", () -> null);
        String items =
                "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":1},{\"productId\":%d,\"quantity\":2}]}";
        keeps(outOfStock(apple, "사과", 1), "/orders", items.formatted(user, pear, apple), () -> null);
    }

    @Test
    void another_request_with_the_same_key_is_refused_and_does_not_disturb_the_first() {
        long user = SHOP.user(0);
        long other = SHOP.user(0);
        Response first = CALLS.charge("k", user, 1_000);
        refusesReuse("/users/" + user + "/points/charge", "{\"amount\":1001}");
        refusesReuse("/users/" + other + "/points/charge", "{\"amount\":1000}");
        refusesReuse("/orders/1/payment", "{\"userId\":" + user + "}");
        refusesReuse("/users/" + user + "/points/charge", "{");
        assertReplayed(CALLS.charge("k", user, 1_000), first);
        // The same where the first was refused.
        CALLS.charge("r", 99, 1_000);
        IDEMPOTENCY_KEY_REUSED.check(CALLS.charge("r", user, 1_000), "/users/" + user + "/points/charge");
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "0", "a b", "\"quoted\"", "~!@#$%^&*()_+{}|:<>?,./;'[]\\-=`"})
    void a_key_is_made_of_printable_characters(String key) {
        assertCountsAsKey(key);
    }

    @Test
    void a_key_has_up_to_255_characters() {
        assertCountsAsKey("k".repeat(255));
        assertThat(SHOP.user(0)).isEqualTo(2);
        for (String key : List.of("k".repeat(256), "")) {
            malformed(KEY)
                    .to(
                            SHOP,
                            "/users/2/points/charge",
                            request -> request.header(KEY, key)
                                    .contentType("application/json")
                                    .body("{\"amount\":1000}")
                                    .post("/users/2/points/charge"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"키", "k\u00e9", "k\tk", "k\u007f"})
    void a_key_of_other_characters_is_malformed(String key) throws IOException {
        long user = SHOP.user(0);
        String reply = CALLS.onTheWire(key, "/users/" + user + "/points/charge", "{\"amount\":1000}");
        assertThat(reply).startsWith("HTTP/1.1 400 ").contains("\"MALFORMED_REQUEST\"");
        assertThat(SHOP.entriesOf(user)).isEmpty();
    }

    @Test
    void only_posts_look_at_the_key() {
        long product = SHOP.product("사과", 3_000, 10);
        for (int price : new int[] {1, 2, 1}) {
            Response reply =
                    SHOP.admin("{\"price\":" + price + "}").header(KEY, "k").patch("/admin/products/{id}", product);
            assertThat(json(reply, 200).path("price").intValue()).isEqualTo(price);
            assertThat(reply.header(REPLAYED)).isNull();
        }
        assertThat(SHOP.api().header(KEY, "키").get("/products").statusCode()).isEqualTo(200);
    }

    @Test
    void replies_are_kept_over_a_restart() {
        long user = SHOP.user(0);
        Response first = CALLS.charge("k", user, 1_000);
        Response refused = CALLS.charge("r", 99, 1_000);
        SHOP.restart();
        assertReplayed(CALLS.charge("k", user, 1_000), first);
        assertReplayed(CALLS.charge("r", 99, 1_000), refused);
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000);
    }

    @Test
    void a_reply_is_kept_for_a_day_and_then_its_key_acts_anew() {
        long user = SHOP.user(0);
        Response first = CALLS.charge("k", user, 1_000);
        SHOP.advance(Duration.ofHours(24).minusMinutes(5));
        assertReplayed(CALLS.charge("k", user, 1_000), first);
        SHOP.advance(Duration.ofMinutes(10));
        Response anew = CALLS.charge("k", user, 1_000);
        assertThat(json(anew, 200).path("point").intValue()).isEqualTo(2_000);
        assertThat(anew.header(REPLAYED)).isNull();
        assertReplayed(CALLS.charge("k", user, 1_000), anew);
        assertThat(SHOP.pointsOf(user)).isEqualTo(2_000);
    }

    @Test
    void an_administrators_key_and_a_shoppers_do_not_meet() {
        long user = SHOP.user(0);
        json(CALLS.charge("k", user, 1_000), 200);
        Response created = CALLS.post("k", "/admin/users", "{\"name\":\"이두리\"}");
        json(created, 201);
        assertReplayed(CALLS.post("k", "/admin/users", "{\"name\":\"이두리\"}"), created);
    }

    /** The refusal is the answer, also after what follows has made the request a good one. */
    private static void keeps(Refused refusal, String path, String body, Supplier<?> cure) {
        String key = refusal.code() + body.length();
        Map<String, ?> before = ShopState.of(SHOP.database());
        Response first = CALLS.post(key, path, body);
        refusal.check(first, path);
        assertThat(first.header(REPLAYED)).isNull();
        assertThat(ShopState.of(SHOP.database())).isEqualTo(before);
        cure.get();
        Map<String, ?> cured = ShopState.of(SHOP.database());
        assertReplayed(CALLS.post(key, path, body), first);
        assertThat(ShopState.of(SHOP.database())).isEqualTo(cured);
    }

    private static void refusesReuse(String path, String body) {
        Map<String, ?> before = ShopState.of(SHOP.database());
        IDEMPOTENCY_KEY_REUSED.check(CALLS.post("k", path, body), path);
        assertThat(ShopState.of(SHOP.database())).isEqualTo(before);
    }

    private static void assertCountsAsKey(String key) {
        long user = SHOP.user(0);
        Response first = CALLS.charge(key, user, 1_000);
        json(first, 200);
        assertReplayed(CALLS.charge(key, user, 1_000), first);
    }

    static void assertReplayed(Response reply, Response first) {
        assertThat(reply.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(reply.statusCode()).isEqualTo(first.statusCode());
        assertThat(reply.contentType()).isEqualTo(first.contentType());
        assertThat(reply.header("Location")).isEqualTo(first.header("Location"));
        assertThat(reply.header(REPLAYED)).isEqualTo("true");
    }
}
