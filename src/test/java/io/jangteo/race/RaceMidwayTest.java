package io.jangteo.race;

import static io.jangteo.ErrorTable.NOT_THERE;
import static io.jangteo.ErrorTable.RACE_IN_PROGRESS;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.HeldWriter;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other calls while a race runs. */
@SqliteOnly("holds the one writer for as long as it wants")
class RaceMidwayTest {
    private static final Map<String, Integer> WANTED = RaceCalls.wanted(5, 40, 8);

    @RegisterExtension
    static final TestShop SHOP =
            TestShop.with(settings -> settings.writeBatchMax(1).writeQueueWait(Duration.ofMinutes(1)));

    @Test
    void a_running_race_tells_how_far_it_is() {
        long id;
        try (HeldRace held = hold()) {
            id = held.id();
            JsonNode race = RaceCalls.get(SHOP, id);
            assertThat(race.path("status").asText()).isEqualTo("RUNNING");
            assertThat(race.path("asked").asInt()).isEqualTo(8);
            assertThat(race.path("answered").asInt()).isZero();
            assertThat(race.path("timeline")).isNotEmpty();
            assertThat(race.path("winners")).isEmpty();
            assertThat(race.path("latency").isNull()).isTrue();
            assertThat(race.path("verdict").isNull()).isTrue();
        }
        assertThat(RaceCalls.awaitEnd(SHOP, id).path("issued").asInt()).isEqualTo(5);
    }

    @Test
    void there_is_one_race_at_a_time() {
        long id;
        try (HeldRace held = hold()) {
            id = held.id();
            // If it were admitted, it would wait for the writer that is held here.
            Response second = HeldRace.later(() -> SHOP.api(WANTED).post("/races"))
                    .orTimeout(RaceCalls.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            RACE_IN_PROGRESS.check(second, "/races");
            assertThat(second.header("Retry-After")).isEqualTo("1");
            RACE_IN_PROGRESS.toPost(SHOP, "/races", RaceCalls.wanted(1, 1, 1));
        }
        RaceCalls.awaitEnd(SHOP, id);
        assertThat(RaceCalls.run(SHOP, 1, 1, 1).path("status").asText()).isEqualTo("DONE");
    }

    @Test
    void a_reset_ends_the_race_of_those_it_removes() {
        long id;
        long couponId;
        CompletableFuture<Response> reset;
        try (HeldRace held = hold()) {
            id = held.id();
            couponId = RaceCalls.get(SHOP, id).path("couponId").longValue();
            reset = HeldRace.later(() -> SHOP.admin().post("/admin/reset"));
            HeldWriter.awaitWaiting(SHOP.baseUrl(), 9);
        }
        json(reset.join(), 200);
        NOT_THERE.check(SHOP.api().get("/races/{id}", id), "/races/" + id);
        long coupon = SHOP.coupon(1_000, 10);
        assertThat(coupon).as("the id that the race asked for").isEqualTo(couponId);
        for (int i = 0; i < 40; i++) {
            SHOP.user(0);
        }
        JsonNode first = RaceCalls.run(SHOP, 1, 1, 1);
        assertThat(first.path("status").asText()).isEqualTo("DONE");
        assertThat(first.path("id").longValue()).isEqualTo(1);
        assertThat(json(SHOP.api().get("/coupons/{id}", coupon), 200)
                        .path("issued")
                        .asInt())
                .isZero();
    }

    @Test
    void a_reset_waits_for_the_race_that_is_being_prepared_and_ends_it() {
        CompletableFuture<Response> start;
        CompletableFuture<Response> reset;
        try (HeldWriter writer = HeldWriter.of(SHOP)) {
            start = HeldRace.later(() -> SHOP.api(RaceCalls.wanted(5, 5_000, 8)).post("/races"));
            HeldWriter.awaitWaiting(SHOP.baseUrl(), 1);
            reset = HeldRace.later(() -> SHOP.admin().post("/admin/reset"));
            // It is sent before the race has created its first user.
            assertThat(SHOP.api().get("/products").status()).isEqualTo(200);
        }
        json(reset.join(), 200);
        assertThat(start.join().status()).isEqualTo(201);
        assertThat(SHOP.user(0)).isEqualTo(1);
        assertThat(RaceCalls.run(SHOP, 1, 1, 1).path("id").longValue()).isEqualTo(1);
    }

    @Test
    void no_race_starts_while_a_reset_is_under_way() {
        CompletableFuture<Response> reset;
        try (HeldWriter writer = HeldWriter.of(SHOP)) {
            reset = HeldRace.later(() -> SHOP.admin().post("/admin/reset"));
            HeldWriter.awaitWaiting(SHOP.baseUrl(), 1);
            // If it were admitted, it would wait for the writer that is held here.
            Response early = HeldRace.later(() -> SHOP.api(WANTED).post("/races"))
                    .orTimeout(RaceCalls.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            RACE_IN_PROGRESS.check(early, "/races");
        }
        json(reset.join(), 200);
        assertThat(RaceCalls.run(SHOP, 1, 1, 1).path("id").longValue()).isEqualTo(1);
    }

    @Test
    void a_restored_shop_counts_its_races_from_one() {
        json(SHOP.admin("{\"name\":\"before\"}").post("/admin/snapshots"), 200);
        assertThat(RaceCalls.run(SHOP, 1, 1, 1).path("id").longValue()).isEqualTo(1);
        assertThat(RaceCalls.run(SHOP, 1, 1, 1).path("id").longValue()).isEqualTo(2);
        json(SHOP.admin().post("/admin/snapshots/before/restore"), 200);
        NOT_THERE.check(SHOP.api().get("/races/2"), "/races/2");
        assertThat(RaceCalls.run(SHOP, 1, 1, 1).path("id").longValue()).isEqualTo(1);
    }

    private static HeldRace hold() {
        return new HeldRace(SHOP.baseUrl(), SHOP.database(), WANTED);
    }
}
