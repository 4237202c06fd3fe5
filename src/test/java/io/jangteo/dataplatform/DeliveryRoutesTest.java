package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole server with a receiver of its webhooks. */
@BothEngines
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
                .text();
        assertThat(received.body())
                .contains("\"type\":\"order.paid\"")
                .endsWith(",\"data\":{\"version\":1," + shown.substring(1, shown.length() - 1)
                        + ",\"closedAt\":null,\"reason\":null}}");
    }

    @Test
    void the_shopper_does_not_wait_for_a_data_platform_that_does_not_answer() {
        RECEIVER.hang(id -> true);
        long order = pay();
        await().until(() -> RECEIVER.received.size() == 1);
        JsonNode waiting = list("PENDING,DEAD");
        assertThat(waiting).hasSize(1);
        assertThat(waiting.at("/0/orderId").longValue()).isEqualTo(order);
        assertThat(waiting.at("/0/attempts").intValue()).isZero();
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
                .containsEntry("lastError", RECEIVER.origin() + " answered HTTP 500")
                .containsEntry("nextAttemptAt", null);
        assertThat(RECEIVER.ids()).hasSize(10).containsOnly((String) dead.get("messageId"));
        RECEIVER.answer(id -> 200);
        Response replayed = SHOP.admin()
                .post("/admin/deliveries/{id}/replay", dead.get("id"))
                .require(200);
        assertThat(replayed.text("status")).isEqualTo("PENDING");
        assertThat(replayed.number("attempts")).isZero();
        await().until(() -> !list("DELIVERED").isEmpty());
        assertThat(RECEIVER.ids()).hasSize(11).containsOnly((String) dead.get("messageId"));
    }

    @Test
    void all_that_was_given_up_is_sent_again_by_one_call() {
        // The receiver wants no more of them, so that they die at once.
        RECEIVER.answer(id -> 410);
        pay();
        pay();
        await().until(() -> list("DEAD").size() == 2);
        for (Object wrong : new Object[] {
            Map.of("status", "PENDING"), Map.of("status", "DELIVERED"), Map.of("status", "dead"), Map.of()
        }) {
            Response refused = SHOP.admin(wrong).post("/admin/deliveries/replay");
            assertThat(refused.outcome()).isEqualTo("400 MALFORMED_REQUEST");
            assertThat(refused.text("field")).isEqualTo("status");
        }
        assertThat(SHOP.api(Map.of("status", "DEAD"))
                        .post("/admin/deliveries/replay")
                        .outcome())
                .isEqualTo("401 UNAUTHENTICATED");
        assertThat(list("DEAD")).hasSize(2);
        RECEIVER.answer(id -> 200);
        assertThat(replayDead()).isEqualTo("{\"replayed\":2}");
        await().until(() -> list("DELIVERED").size() == 2);
        assertThat(replayDead()).isEqualTo("{\"replayed\":0}");
    }

    @Test
    void deliveries_are_listed_by_status_and_what_is_no_status_is_refused() {
        Response dead = SHOP.admin()
                .queryParam("status", "DEAD")
                .get("/admin/deliveries")
                .require(200);
        assertThat(dead.text()).isEqualTo("{\"deliveries\":[],\"nextCursor\":null}");
        for (String wrong : new String[] {"GONE", "dead", "DEAD,"}) {
            Response refused = SHOP.admin().queryParam("status", wrong).get("/admin/deliveries");
            assertThat(refused.outcome()).isEqualTo("400 MALFORMED_REQUEST");
            assertThat(refused.text("field")).isEqualTo("status");
        }
    }

    @Test
    void only_an_administrator_sees_and_replays_deliveries_that_exist() {
        SHOP.api().get("/admin/deliveries").require(401);
        SHOP.api().post("/admin/deliveries/1/replay").require(401);
        assertThat(SHOP.admin().post("/admin/deliveries/404/replay").outcome()).isEqualTo("404 NOT_FOUND");
    }

    private static String replayDead() {
        return SHOP.admin(Map.of("status", "DEAD"))
                .post("/admin/deliveries/replay")
                .require(200)
                .text();
    }

    private static JsonNode list(String status) {
        return SHOP.admin()
                .queryParam("status", status)
                .get("/admin/deliveries")
                .require(200)
                .json()
                .path("deliveries");
    }

    /** Pays a new order as a new user. */
    private static long pay() {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과 \"한 상자\"", 3_000, 10), 2);
        SHOP.pay(order, user).require(200);
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
