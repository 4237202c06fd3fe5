package io.jangteo.web;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller sees on the connection of replies that are late or do not come. */
@BothEngines
@Tag("wide")
class FaultTest {
    /** More than the server processes at a time: if a dropped reply kept its place, none would be left. */
    private static final int MANY = 500;

    private static final int LONGER_THAN_ANY_TEST_MILLIS = 60_000;

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private long user;
    private long order;
    private DocumentedDoor door;

    @BeforeEach
    void begin() {
        user = SHOP.user(50_000);
        order = SHOP.order(user, SHOP.product("사과", 10_000, 100), 2);
        door = new DocumentedDoor(SHOP);
    }

    @AfterEach
    void end() {
        door.close();
    }

    @Test
    void a_reply_that_is_dropped_was_earned_and_is_given_to_the_key_later() {
        RawRequest payment = payment().header("Idempotency-Key: once");
        drop("payOrder", 1);
        assertHungUp(payment);
        assertThat(SHOP.pointsOf(user)).isEqualTo(30_000);
        Response again = door.ask(payment);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json().path("status").asText()).isEqualTo("PAID");
        assertThat(SHOP.pointsOf(user)).isEqualTo(30_000);
    }

    @Test
    void without_a_key_the_caller_learns_that_it_was_done() {
        drop("payOrder", 1);
        assertHungUp(payment());
        assertThat(door.ask(payment()).code()).isEqualTo("ORDER_ALREADY_PAID");
        assertThat(SHOP.pointsOf(user)).isEqualTo(30_000);
    }

    @ParameterizedTest
    @CsvSource({"getUser, /users/1", "listProducts, /products", "isReady, /health/ready", "getUser, /users/99"})
    void replies_to_what_changes_nothing_and_refusals_are_dropped_too(String operation, String path) {
        drop(operation, 1);
        RawRequest request = RawRequest.get(path.startsWith("/health") ? path : "/api/v1" + path);
        assertHungUp(request);
        assertThat(door.ask(request).status()).isIn(200, 400);
    }

    @Test
    void what_follows_on_the_same_connection_is_not_answered_instead() {
        drop("getUser", 1);
        byte[] one = RawRequest.get("/api/v1/users/" + user).bytes();
        try (Connection connection = Connection.to(SHOP.baseUrl())) {
            assertThat(connection
                            .send(RawRequest.get("/api/v1/products"))
                            .read()
                            .status())
                    .isEqualTo(200);
            connection.trySend(one).trySend(one);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void a_client_that_keeps_connections_goes_on_with_another() {
        drop("getUser", 3);
        for (int i = 0; i < 3; i++) {
            assertThat(SHOP.api().get("/products").status()).isEqualTo(200);
            assertHungUp(RawRequest.get("/api/v1/users/" + user));
        }
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
    }

    @Test
    void a_reply_that_was_dropped_leaves_its_place_and_its_thread_to_others() {
        drop("chargePoints", MANY);
        drop("getUser", MANY);
        RawRequest charge = RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":1000}");
        for (int i = 0; i < MANY; i++) {
            assertHungUp(charge);
            assertHungUp(RawRequest.get("/api/v1/users/" + user));
        }
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000 + MANY * 1_000);
        assertThat(door.ask(charge).status()).isEqualTo(200);
        assertThat(SHOP.admin().get("/admin/faults").json().findValuesAsText("met"))
                .containsExactly(String.valueOf(MANY), String.valueOf(MANY));
    }

    @Test
    void what_was_done_is_counted_as_what_it_was() {
        drop("createUser", 1);
        double before = counted("POST", "/api/v1/admin/users", "201");
        assertHungUp(Examples.administrator(RawRequest.post("/api/v1/admin/users", "{\"name\":\"김하나\"}")));
        assertThat(counted("POST", "/api/v1/admin/users", "201")).isEqualTo(before + 1);
    }

    @Test
    void a_delayed_request_waits_while_others_are_answered_and_goes_on_when_the_faults_are_cleared() {
        SHOP.admin(Map.of("operation", "payOrder", "kind", "DELAY", "delayMillis", LONGER_THAN_ANY_TEST_MILLIS))
                .post("/admin/faults");
        try (Connection delayed = Connection.to(SHOP.baseUrl())) {
            delayed.send(payment());
            await().until(
                            () -> SHOP.admin()
                                    .get("/admin/faults")
                                    .json()
                                    .at("/faults/0/met")
                                    .asInt(),
                            met -> met == 1);
            assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
            assertThat(door.ask(RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":1000}"))
                            .status())
                    .isEqualTo(200);
            assertThat(delayed.isAnswered()).isFalse();
            assertThat(SHOP.admin().post("/admin/faults/clear").status()).isEqualTo(200);
            assertThat(delayed.read().status()).isEqualTo(200);
            assertThat(SHOP.pointsOf(user)).isEqualTo(31_000);
        }
    }

    @Test
    @SqliteOnly("restores a snapshot")
    void a_delayed_request_is_not_let_into_the_shop_that_a_reset_or_a_snapshot_brings() {
        json(SHOP.admin("{\"name\":\"unpaid\"}").post("/admin/snapshots"), 200);
        SHOP.admin(Map.of("operation", "payOrder", "kind", "DELAY", "delayMillis", LONGER_THAN_ANY_TEST_MILLIS))
                .post("/admin/faults");
        try (Connection delayed = Connection.to(SHOP.baseUrl())) {
            delayed.send(payment());
            await().until(
                            () -> SHOP.admin()
                                    .get("/admin/faults")
                                    .json()
                                    .at("/faults/0/met")
                                    .asInt(),
                            met -> met == 1);
            json(SHOP.admin().post("/admin/snapshots/unpaid/restore"), 200);
            Response reply = delayed.read();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("OVERLOADED");
        }
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
        assertThat(door.ask(payment()).status()).isEqualTo(200);
    }

    @Test
    void a_server_that_stops_does_not_wait_for_what_is_delayed() {
        SHOP.admin(Map.of("operation", "payOrder", "kind", "DELAY", "delayMillis", LONGER_THAN_ANY_TEST_MILLIS))
                .post("/admin/faults");
        try (Connection delayed = Connection.to(SHOP.baseUrl())) {
            delayed.send(payment());
            await().until(
                            () -> SHOP.admin()
                                    .get("/admin/faults")
                                    .json()
                                    .at("/faults/0/met")
                                    .asInt(),
                            met -> met == 1);
            SHOP.restart();
            assertThat(delayed.read().status()).isEqualTo(200);
        }
        assertThat(SHOP.pointsOf(user)).isEqualTo(30_000);
    }

    private RawRequest payment() {
        return RawRequest.post("/api/v1/orders/" + order + "/payment", "{\"userId\":" + user + "}");
    }

    private static void drop(String operation, int times) {
        assertThat(SHOP.admin(Map.of("operation", operation, "kind", "DROP_REPLY", "times", times))
                        .post("/admin/faults")
                        .status())
                .isEqualTo(200);
    }

    /** The connection ends without a byte of a reply. */
    private static void assertHungUp(RawRequest request) {
        try (Connection connection = Connection.to(SHOP.baseUrl())) {
            assertThat(connection.send(request).isClosed()).isTrue();
        }
    }

    private static double counted(String method, String path, String status) {
        String page = ApiCall.to(SHOP.baseUrl()).get("/metrics").text();
        return page.lines()
                .filter(line -> line.startsWith("jangteo_http_requests_total"))
                .filter(line -> line.contains("\"" + method + "\"")
                        && line.contains("\"" + path + "\"")
                        && line.contains("\"" + status + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
