package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.standardwebhooks.Webhook;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole server with a receiver of its webhooks. */
class DeliveryRoutesTest {
    private static final Receiver RECEIVER = new Receiver();

    @RegisterExtension
    static final TestShop SHOP =
            TestShop.with(settings -> settings.dataPlatform(RECEIVER.address()).dataPlatformSecret(Receiver.SECRET));

    @AfterEach
    void forget() {
        RECEIVER.release();
        RECEIVER.answer(id -> 200);
        RECEIVER.received.clear();
    }

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @Test
    void a_paid_order_reaches_the_data_platform_signed_and_whole() throws Exception {
        long order = pay();
        await().until(() -> !list("DELIVERED").isEmpty());
        Receiver.Received received = RECEIVER.received.get(0);
        new Webhook(Receiver.SECRET).verify(received.body(), received.headers());
        String shown = SHOP.api()
                .queryParam("userId", userOf(order))
                .get("/orders/{id}", order)
                .asString();
        assertThat(received.body()).contains("\"type\":\"order.paid\"").endsWith(",\"data\":" + shown + "}");
    }

    @Test
    void the_shopper_does_not_wait_for_a_data_platform_that_does_not_answer() {
        RECEIVER.hang(id -> true);
        long order = pay();
        await().until(() -> RECEIVER.received.size() == 1);
        SHOP.admin()
                .queryParam("status", "PENDING,DEAD")
                .get("/admin/deliveries")
                .then()
                .statusCode(200)
                .body("deliveries.orderId", contains((int) order))
                .body("deliveries[0].attempts", equalTo(0));
    }

    @Test
    void a_message_that_is_never_taken_dies_after_ten_attempts_and_lives_again_when_replayed() {
        RECEIVER.answer(id -> 500);
        pay();
        for (int attempt = 0; attempt < BackOff.STANDARD_WEBHOOKS.size(); attempt++) {
            SHOP.advance(Duration.ofHours(30));
        }
        Map<String, Object> dead = SHOP.deliveries().get(0);
        assertThat(dead)
                .containsEntry("status", "DEAD")
                .containsEntry("attempts", 10)
                .containsEntry("lastError", "HTTP 500")
                .containsEntry("nextAttemptAt", null);
        assertThat(RECEIVER.ids()).hasSize(10).containsOnly((String) dead.get("messageId"));
        RECEIVER.answer(id -> 200);
        SHOP.admin()
                .post("/admin/deliveries/{id}/replay", dead.get("id"))
                .then()
                .statusCode(200)
                .body("status", equalTo("PENDING"))
                .body("attempts", equalTo(0));
        await().until(() -> !list("DELIVERED").isEmpty());
        assertThat(RECEIVER.ids()).hasSize(11).containsOnly((String) dead.get("messageId"));
    }

    @Test
    void deliveries_are_listed_by_status_and_what_is_no_status_is_refused() {
        SHOP.admin()
                .queryParam("status", "DEAD")
                .get("/admin/deliveries")
                .then()
                .statusCode(200)
                .body("deliveries", empty())
                .body("nextCursor", nullValue());
        for (String wrong : new String[] {"GONE", "dead", "DEAD,"}) {
            SHOP.admin()
                    .queryParam("status", wrong)
                    .get("/admin/deliveries")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("MALFORMED_REQUEST"))
                    .body("field", equalTo("status"));
        }
    }

    @Test
    void only_an_administrator_sees_and_replays_deliveries_that_exist() {
        SHOP.api().get("/admin/deliveries").then().statusCode(401);
        SHOP.api().post("/admin/deliveries/1/replay").then().statusCode(401);
        SHOP.admin().post("/admin/deliveries/404/replay").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    private static List<Object> list(String status) {
        return SHOP.admin()
                .queryParam("status", status)
                .get("/admin/deliveries")
                .jsonPath()
                .getList("deliveries");
    }

    /** Pays a new order as a new user. */
    private static long pay() {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과 \"한 상자\"", 3_000, 10), 2);
        SHOP.pay(order, user).then().statusCode(200);
        return order;
    }

    private static long userOf(long order) {
        return SHOP.database()
                .read(handle -> handle.createQuery("SELECT user_id FROM shop_order WHERE id = :id")
                        .bind("id", order)
                        .mapTo(Long.class)
                        .one());
    }
}
