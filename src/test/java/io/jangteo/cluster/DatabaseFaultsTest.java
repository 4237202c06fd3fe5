package io.jangteo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop whose PostgreSQL server stops, hangs, or is cut off before, in and after a commit. */
@Tag("slow")
class DatabaseFaultsTest {
    private static final String ADMIN_KEY = "an-admin-key-for-faults";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES_MAX = 20;

    private final PostgresServer server = PostgresServer.ofItsOwn();
    private final String url = server.newDatabase();
    private final TcpProxy proxy = TcpProxy.beforePostgres(url);
    private Jangteo shop;
    private long user;

    @BeforeEach
    void open(@TempDir Path data) {
        shop = Jangteo.start(Config.builder()
                .port(0)
                .data(data)
                .adminKey(ADMIN_KEY)
                .database(proxy.in(url))
                .poolSize(4)
                .writeQueueWait(Duration.ofSeconds(1))
                .build());
        user = admin(Map.of("name", "손님")).post("/admin/users").require(201).number("id");
    }

    @AfterEach
    void close() {
        proxy.behave();
        await().atMost(PATIENCE).until(() -> shop.books().balanced());
        shop.close();
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "in", "after"})
    void a_connection_cut_around_a_commit_is_settled_by_the_same_key(String when) {
        charge("first").require(200);
        int answered = 0;
        Response cut = cutCharge(when, "cut-0");
        // Another transaction of the shop may have committed first, and was cut in its place.
        while (cut.status() == 200 && answered < TRIES_MAX) {
            answered++;
            cut = cutCharge(when, "cut-" + answered);
        }
        String key = "cut-" + answered;
        assertThat(cut.status()).isEqualTo(503);
        assertThat(cut.json().path("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
        proxy.behave();
        Response again = await().atMost(PATIENCE).until(() -> charge(key), reply -> reply.status() == 200);
        if (!when.equals("in")) {
            assertThat(again.isReplayed()).isEqualTo(when.equals("after"));
        }
        assertThat(points()).isEqualTo(1_000 * (answered + 2));
        assertThat(charge(key).text()).isEqualTo(again.text());
        assertThat(points()).isEqualTo(1_000 * (answered + 2));
    }

    private Response cutCharge(String when, String key) {
        switch (when) {
            case "before" -> proxy.cutBefore("COMMIT");
            case "in" -> proxy.cutDuring("COMMIT");
            default -> proxy.cutAfter("COMMIT");
        }
        return charge(key);
    }

    @Test
    void a_connection_that_broke_while_it_was_idle_costs_nobody_a_refusal() {
        charge("one").require(200);
        proxy.cut();
        charge("two").require(200);
        api().get("/users/{id}", user).require(200);
        assertThat(points()).isEqualTo(2_000);
    }

    @Test
    void a_server_that_stops_is_said_to_be_away_and_is_used_again_once_it_is_back() {
        charge("one").require(200);
        server.kill();
        Response refused = await().atMost(PATIENCE).until(() -> charge("two"), reply -> reply.status() != 200);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(ready()).isEqualTo(503);
        server.start();
        await().atMost(PATIENCE).until(() -> ready() == 200);
        await().atMost(PATIENCE).until(() -> charge("two"), reply -> reply.status() == 200);
        assertThat(points()).isEqualTo(2_000);
    }

    @Test
    void a_pool_without_a_free_connection_refuses_soon_and_recovers() throws SQLException {
        try (Connection held = server.connect(url);
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute("LOCK TABLE shop_user IN ACCESS EXCLUSIVE MODE");
            List<CompletableFuture<Response>> waiting = IntStream.range(0, 12)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> api().get("/users/{id}", user)))
                    .toList();
            Response refused = await().atMost(PATIENCE)
                    .until(
                            () -> waiting.stream()
                                    .filter(CompletableFuture::isDone)
                                    .map(CompletableFuture::join)
                                    .findFirst()
                                    .orElse(null),
                            reply -> reply != null);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            held.rollback();
            waiting.forEach(CompletableFuture::join);
        }
        charge("after").require(200);
        assertThat(points()).isEqualTo(1_000);
    }

    @Test
    void a_row_that_somebody_holds_is_refused_in_time_and_holds_nobody_else_up() throws SQLException {
        long other =
                admin(Map.of("name", "다른 손님")).post("/admin/users").require(201).number("id");
        try (Connection held = server.connect(url);
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute("SELECT 1 FROM shop_user WHERE id = " + user + " FOR UPDATE");
            CompletableFuture<Response> waits = CompletableFuture.supplyAsync(() -> charge("held"));
            await().atMost(PATIENCE)
                    .until(() -> admin(Map.of("amount", 1_000, "reason", "시험"))
                                    .post("/admin/users/{id}/points/adjust", other)
                                    .status()
                            == 200);
            Response refused = waits.join();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("code").asText()).isEqualTo("OVERLOADED");
            held.rollback();
        }
        charge("held").require(200);
        assertThat(points()).isEqualTo(1_000);
    }

    private Response charge(String key) {
        return api().json(Map.of("amount", 1_000))
                .header("Idempotency-Key", key)
                .post("/users/{id}/points/charge", user);
    }

    private long points() {
        return api().get("/users/{id}", user).require(200).number("point");
    }

    private int ready() {
        return ApiCall.to(shop.baseUrl()).get("/health/ready").status();
    }

    private ApiCall api() {
        return ApiCall.to(shop.baseUrl()).basePath("/api/v1");
    }

    private ApiCall admin(Object body) {
        return api().json(body).bearer(ADMIN_KEY);
    }
}
