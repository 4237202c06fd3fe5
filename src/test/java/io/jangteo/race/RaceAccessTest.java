package io.jangteo.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.Engines;
import io.jangteo.Jangteo;
import io.jangteo.Replies;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.wire.ApiCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers that offer races, and their permitted callers. */
@BothEngines
class RaceAccessTest {
    private static final String ADMIN_KEY = TestShop.ADMIN_KEY;
    private static final Map<String, Integer> WANTED = RaceCalls.wanted(3, 20, 4);

    @TempDir
    Path directory;

    @Test
    void a_shop_that_is_neither_a_demo_nor_in_test_mode_has_no_races() {
        try (Jangteo shop = start(settings())) {
            assertThat(api(shop, null).body(WANTED).post("/races").outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(api(shop, ADMIN_KEY).get("/races/1").outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(ApiCall.to(shop.baseUrl()).get("/openapi.json").text())
                    .contains("/api/v1/coupons")
                    .doesNotContain("/races");
        }
    }

    @Test
    void a_demo_shop_has_them_for_anyone() {
        try (Jangteo shop = start(settings().demo(true))) {
            assertHolds(run(shop, null));
        }
    }

    @Test
    void where_shoppers_need_tokens_races_are_the_administrators() {
        try (Jangteo shop = start(settings().demo(true).auth(Config.Auth.TOKEN))) {
            for (String credential : new String[] {null, "nonsense"}) {
                assertRefused(shop, credential, 401, "UNAUTHENTICATED");
            }
            String token = api(shop, ADMIN_KEY)
                    .body(Map.of("userId", 1, "ttlSeconds", 60))
                    .post("/admin/tokens")
                    .text("token");
            assertRefused(shop, token, 403, "FORBIDDEN");
            assertHolds(run(shop, ADMIN_KEY));
        }
    }

    @Test
    void a_server_on_every_address_races_itself_over_loopback() {
        try (Jangteo shop = start(settings().demo(true).auth(Config.Auth.TOKEN).host("0.0.0.0"))) {
            assertHolds(run(shop, ADMIN_KEY));
        }
    }

    @Test
    @SqliteOnly("holds the one writer for as long as it wants")
    void a_server_that_is_closed_in_the_middle_leaves_no_thread_of_the_race() {
        Jangteo shop = start(settings()
                .testMode(true)
                .writeBatchMax(1)
                .writeQueueWait(Duration.ofMinutes(1))
                .stopTimeout(Duration.ofMinutes(1)));
        CompletableFuture<Void> closing;
        try (HeldRace held = new HeldRace(shop.baseUrl(), shop.database(), WANTED)) {
            assertThat(RaceThreadsLeft.names()).hasSizeGreaterThanOrEqualTo(5);
            closing = HeldRace.later(() -> {
                shop.close();
                return null;
            });
            // The server itself still waits for pending requests.
            RaceThreadsLeft.awaitNone();
            assertThat(closing).isNotDone();
        }
        closing.join();
        assertThat(RaceThreadsLeft.names()).isEmpty();
    }

    private static JsonNode run(Jangteo shop, String credential) {
        long id = api(shop, credential).body(WANTED).post("/races").require(201).number("id");
        return await().pollInterval(Duration.ofMillis(10))
                .until(
                        () -> Replies.json(api(shop, credential).get("/races/" + id), 200),
                        race -> !race.path("status").asText().equals("RUNNING"));
    }

    private static void assertHolds(JsonNode race) {
        assertThat(race.path("status").asText()).isEqualTo("DONE");
        assertThat(race.path("issued").asInt()).as(race.toString()).isEqualTo(3);
        assertThat(race.path("failed").asInt()).isZero();
        assertThat(race.path("verdict").path("issuedExactly").booleanValue()).isTrue();
        assertThat(race.path("verdict").path("booksBalanced").booleanValue()).isTrue();
    }

    private static void assertRefused(Jangteo shop, String credential, int status, String code) {
        assertThat(api(shop, credential).body(WANTED).post("/races").outcome()).isEqualTo(status + " " + code);
        assertThat(api(shop, credential).get("/races/1").outcome()).isEqualTo(status + " " + code);
    }

    private ConfigBuilder settings() {
        return Config.builder().port(0).data(directory).adminKey(ADMIN_KEY);
    }

    private static Jangteo start(ConfigBuilder settings) {
        return Jangteo.start(Engines.chosen(settings).build());
    }

    private static ApiCall api(Jangteo shop, String credential) {
        ApiCall call = ApiCall.to(shop.baseUrl().replace("0.0.0.0", "127.0.0.1"))
                .basePath("/api/v1")
                .contentType("application/json");
        return credential == null ? call : call.bearer(credential);
    }
}
