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

import io.jangteo.BothEngines;
import io.jangteo.Refused;
import io.jangteo.ShopState;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests get a kept reply, and for how long. */
@BothEngines
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
        assertThat(again.text("status")).isEqualTo("PENDING");
        assertThat(SHOP.stockOf(product)).isEqualTo(8);
    }

    @Test
    void a_key_that_was_refused_acts_once_the_cause_is_gone() {
        frees(USER_NOT_FOUND, "/users/1/points/charge", "{\"amount\":1000}", () -> SHOP.user(0));
        frees(ORDER_NOT_FOUND, "/orders/1/payment", "{\"userId\":1}", () -> {
            return SHOP.order(1, SHOP.product("배", 700, 9), 1);
        });
        long dear = SHOP.product("한우", 30_000, 9);
        long order = SHOP.order(1, dear, 1);
        frees(
                insufficientPoints(30_000, 300),
                "/orders/" + order + "/payment",
                "{\"userId\":1}",
                () -> CALLS.charge(null, 1, 50_000));
        long apple = SHOP.product("사과", 3_000, 1);
        frees(
                outOfStock(apple, "사과", 1),
                "/orders",
                "{\"userId\":1,\"items\":[{\"productId\":%d,\"quantity\":1},{\"productId\":%d,\"quantity\":2}]}"
                        .formatted(dear, apple),
                () -> SHOP.admin("{\"delta\":9,\"reason\":\"입고\"}").post("/admin/products/{id}/stock", apple));
    }

    @Test
    void another_request_may_use_a_key_that_was_refused() {
        long coupon = SHOP.coupon(1_000, 1);
        SHOP.issue(coupon, SHOP.user(0));
        long late = SHOP.user(0);
        String path = "/users/" + late + "/points/charge";
        refuses(COUPON_SOLD_OUT, "/coupons/" + coupon + "/issue", "{\"userId\":" + late + "}");
        refuses(malformed("body"), "/orders/1/payment", "{\"userId\":1");
        refuses(malformed("userId"), "/orders/1/payment", "{}");
        refuses(invalidChargeAmount("BELOW_MINIMUM"), path, "{\"amount\":1}");
        Response first = CALLS.charge("k", late, 1_000);
        json(first, 200);
        assertThat(first.header(REPLAYED)).isNull();
        assertReplayed(CALLS.charge("k", late, 1_000), first);
        assertThat(SHOP.entriesOf(late)).containsExactly("CHARGE");
    }

    @Test
    void a_request_of_the_wrong_media_type_may_be_sent_again_in_the_right_one() {
        long user = SHOP.user(0);
        String path = "/users/" + user + "/points/charge";
        UNSUPPORTED_MEDIA_TYPE.to(
                SHOP,
                path,
                request -> request.header(KEY, "k")
                        .contentType("text/plain")
                        .body("{\"amount\":1000}")
                        .post(path));
        Response first = CALLS.charge("k", user, 1_000);
        json(first, 200);
        assertThat(first.header(REPLAYED)).isNull();
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
                                    .json("{\"amount\":1000}")
                                    .post("/users/2/points/charge"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"키", "k\u00e9", "k\tk", "k\u007f"})
    void a_key_of_other_characters_is_malformed(String key) throws IOException {
        long user = SHOP.user(0);
        assertThat(CALLS.charge(key, user, 1_000).outcome()).isEqualTo("400 MALFORMED_REQUEST");
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
        assertThat(SHOP.api().header(KEY, "키").get("/products").status()).isEqualTo(200);
    }

    @Test
    void replies_are_kept_over_a_restart() {
        long user = SHOP.user(0);
        Response first = CALLS.charge("k", user, 1_000);
        SHOP.restart();
        assertReplayed(CALLS.charge("k", user, 1_000), first);
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

    /**
     * Checks that the refused request has no effect under its key, and that it is granted once under it after the cure.
     */
    private static void frees(Refused refusal, String path, String body, Supplier<?> cure) {
        refuses(refusal, path, body);
        cure.get();
        Response granted = CALLS.post("k", path, body);
        assertThat(granted.status()).as(granted.text()).isIn(200, 201);
        assertThat(granted.header(REPLAYED)).isNull();
        Map<String, ?> once = ShopState.of(SHOP.database());
        assertReplayed(CALLS.post("k", path, body), granted);
        assertThat(ShopState.of(SHOP.database())).isEqualTo(once);
        SHOP.database().write(tx -> tx.handle().execute("DELETE FROM idempotency_key"));
    }

    /** Checks that the request is refused under the key k each time, and that nothing of it is kept. */
    private static void refuses(Refused refusal, String path, String body) {
        Map<String, ?> before = ShopState.of(SHOP.database());
        for (int i = 0; i < 2; i++) {
            Response refused = CALLS.post("k", path, body);
            refusal.check(refused, path);
            assertThat(refused.header(REPLAYED)).isNull();
        }
        assertThat(ShopState.of(SHOP.database())).isEqualTo(before);
        assertThat(kept()).isZero();
    }

    private static int kept() {
        return SHOP.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM idempotency_key")
                        .mapTo(Integer.class)
                        .one());
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
        assertThat(reply.bytes()).isEqualTo(first.bytes());
        assertThat(reply.status()).isEqualTo(first.status());
        assertThat(reply.contentType()).isEqualTo(first.contentType());
        assertThat(reply.header("Location")).isEqualTo(first.header("Location"));
        assertThat(reply.header(REPLAYED)).isEqualTo("true");
    }
}
