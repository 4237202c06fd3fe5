package io.jangteo.testmode;

import static io.jangteo.ErrorTable.NOT_FOUND;
import static io.jangteo.ErrorTable.NOT_THERE;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.Engines;
import io.jangteo.Jangteo;
import io.jangteo.ShopState;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock, resets and snapshots. */
@BothEngines
@Tag("wide")
class TestModeRoutesTest {
    private static final List<String> PATHS = List.of(
            "/admin/clock/advance",
            "/admin/clock/stop",
            "/admin/clock/start",
            "/admin/reset",
            "/admin/snapshots",
            "/admin/snapshots/kept/restore");

    private static final List<String> PATHS_OF_BOTH_ENGINES = PATHS.subList(0, 4);

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void the_clock_goes_on_by_what_is_asked_for() {
        Instant before = SHOP.now();
        JsonNode time = json(SHOP.admin("{\"duration\":\"PT24H\"}").post("/admin/clock/advance"), 200);
        assertThat(time.fieldNames()).toIterable().containsExactly("now");
        assertThat(moment(time.path("now"))).isBetween(before.plus(Duration.ofHours(24)), SHOP.now());
        JsonNode order = json(order(), 201);
        assertThat(moment(order.path("createdAt"))).isAfterOrEqualTo(moment(time.path("now")));
    }

    @Test
    void everything_due_by_the_new_time_has_happened_when_the_clock_answers() {
        json(order(), 201);
        JsonNode other = json(order(), 201);
        long paid = other.path("id").longValue();
        long payer = other.path("userId").longValue();
        json(SHOP.pay(paid, payer), 200);
        SHOP.advance(Duration.ofDays(2));
        assertThat(SHOP.api().get("/orders/1?userId=1").text("status")).isEqualTo("EXPIRED");
        assertThat(SHOP.deliveries())
                .allMatch(delivery -> delivery.get("status").equals("DELIVERED"));
        assertThat(SHOP.api().get("/products/popular").json().findValuesAsText("units"))
                .containsExactly("1");
        assertThat(SHOP.api().get("/products/popular?explain=true").json().findValuesAsText("source"))
                .containsExactly("CACHE", "CACHE", "CACHE");
    }

    @Test
    void a_stopped_clock_stands_still_until_it_is_moved() {
        Instant stopped = clock("stop");
        Instant first = moment(json(order(), 201).path("createdAt"));
        Instant second = moment(json(order(), 201).path("createdAt"));
        assertThat(List.of(first, second, SHOP.now(), clock("stop"))).containsOnly(stopped);
        Instant later = stopped.plus(Duration.ofMinutes(29));
        assertThat(SHOP.advance(Duration.ofMinutes(29))).isEqualTo(later);
        assertThat(SHOP.now()).isEqualTo(later);
        assertThat(statusOfFirstOrder()).isEqualTo("PENDING");
        assertThat(SHOP.advance(Duration.ofMinutes(1))).isEqualTo(later.plus(Duration.ofMinutes(1)));
        assertThat(statusOfFirstOrder()).isEqualTo("EXPIRED");
    }

    @Test
    void a_clock_that_is_started_ticks_on_from_where_it_is() {
        clock("stop");
        Instant put = SHOP.advance(Duration.ofDays(2));
        Instant started = clock("start");
        assertThat(started).isBetween(put, put.plus(Duration.ofHours(1)));
        await().until(() -> SHOP.now().isAfter(started));
        assertThat(clock("start")).isBetween(started, started.plus(Duration.ofHours(1)));
    }

    @Test
    void a_clock_that_stood_still_does_so_after_a_restart() {
        clock("stop");
        Instant stopped = SHOP.advance(Duration.ofDays(2));
        SHOP.restart();
        assertThat(SHOP.now()).isEqualTo(stopped);
        assertThat(moment(json(order(), 201).path("createdAt"))).isEqualTo(stopped);
        Instant started = clock("start");
        SHOP.restart();
        assertThat(SHOP.now()).isBetween(started, started.plus(Duration.ofHours(1)));
    }

    @Test
    @SqliteOnly("takes snapshots")
    void a_snapshot_keeps_whether_the_clock_stands_still() {
        json(SHOP.admin("{\"name\":\"ticking\"}").post("/admin/snapshots"), 200);
        Instant stopped = clock("stop");
        json(SHOP.admin("{\"name\":\"stopped\"}").post("/admin/snapshots"), 200);
        json(SHOP.admin().post("/admin/snapshots/ticking/restore"), 200);
        Instant ticking = SHOP.now();
        await().until(() -> SHOP.now().isAfter(ticking));
        JsonNode time = json(SHOP.admin().post("/admin/snapshots/stopped/restore"), 200);
        assertThat(List.of(moment(time.path("now")), SHOP.now())).containsOnly(stopped);
    }

    @Test
    void a_reset_starts_the_clock() {
        clock("stop");
        Instant stopped = SHOP.advance(Duration.ofDays(2));
        Instant real = moment(json(SHOP.admin().post("/admin/reset"), 200).path("now"));
        assertThat(real).isBefore(stopped.minus(Duration.ofDays(1)));
        await().until(() -> SHOP.now().isAfter(real));
        SHOP.restart();
        assertThat(SHOP.now()).isBetween(real, real.plus(Duration.ofHours(1)));
    }

    @Test
    void a_restart_goes_on_from_where_the_clock_was_put() {
        Instant before = SHOP.advance(Duration.ofDays(3));
        SHOP.restart();
        assertThat(SHOP.now()).isBetween(before, before.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                   | duration
        {"duration":null}                    | duration
        {"duration":""}                      | duration
        {"duration":"24H"}                   | duration
        {"duration":"tomorrow"}              | duration
        {"duration":"P1M"}                   | duration
        {"duration":24}                      | duration
        {"duration":"-PT1H"}                 | duration
        {"duration":"PT-1S"}                 | duration
        {"duration":"P3661D"}                | duration
        {"duration":"PT1H","to":"noon"}      | to
        """)
    void a_clock_that_is_not_moved_properly_does_not_move(String body, String field) {
        Instant before = SHOP.now();
        malformed(field).toPost(SHOP, "/admin/clock/advance", body);
        assertThat(SHOP.now()).isBetween(before, before.plus(Duration.ofHours(1)));
    }

    @Test
    void a_reset_empties_the_shop_and_brings_the_real_time_back() {
        long product = SHOP.product("사과", 3_000, 10);
        long user = SHOP.user(10_000);
        json(SHOP.pay(SHOP.order(user, product, 1), user), 200);
        Instant ahead = SHOP.advance(Duration.ofDays(3));
        json(SHOP.api().get("/products/popular"), 200);
        JsonNode time = json(SHOP.admin().post("/admin/reset"), 200);
        assertThat(time.fieldNames()).toIterable().containsExactly("now");
        assertThat(moment(time.path("now"))).isBefore(ahead.minus(Duration.ofDays(2)));
        assertThat(ShopState.of(SHOP.database()).values()).allMatch(List::isEmpty);
        assertThat(SHOP.api().get("/products/popular").json().path("products")).isEmpty();
        assertThat(SHOP.user(0)).isEqualTo(1);
    }

    @Test
    @SqliteOnly("takes snapshots")
    void a_snapshot_brings_the_shop_and_its_clock_back() {
        SHOP.user(10_000);
        json(order(), 201);
        Instant kept = SHOP.advance(Duration.ofDays(1));
        Map<String, ?> before = ShopState.of(SHOP.database());
        assertReply(SHOP.admin("{\"name\":\"kept\"}").post("/admin/snapshots"), 200, "{\"name\":\"kept\"}");
        JsonNode order = json(order(), 201);
        json(SHOP.pay(order.path("id").longValue(), order.path("userId").longValue()), 200);
        SHOP.advance(Duration.ofDays(5));
        JsonNode time = json(SHOP.admin().post("/admin/snapshots/kept/restore"), 200);
        assertThat(time.fieldNames()).toIterable().containsExactly("now");
        assertThat(moment(time.path("now"))).isBetween(kept, kept.plus(Duration.ofHours(1)));
        assertThat(ShopState.of(SHOP.database())).isEqualTo(before);
        assertThat(SHOP.api().get("/products/popular").json().path("products")).isEmpty();
    }

    @Test
    @SqliteOnly("takes snapshots")
    void a_snapshot_of_the_same_name_takes_the_place_of_the_first_and_outlives_a_reset() {
        json(SHOP.admin("{\"name\":\"kept\"}").post("/admin/snapshots"), 200);
        SHOP.user("김하나", 10_000);
        json(SHOP.admin("{\"name\":\"kept\"}").post("/admin/snapshots"), 200);
        json(SHOP.admin().post("/admin/reset"), 200);
        json(SHOP.admin().post("/admin/snapshots/kept/restore"), 200);
        assertReply(SHOP.api().get("/users/1"), 200, "{\"id\":1,\"name\":\"김하나\",\"point\":10000}");
        json(SHOP.admin().post("/admin/snapshots/kept/restore"), 200);
    }

    @Test
    @SqliteOnly("takes snapshots")
    void a_snapshot_that_was_not_taken_cannot_be_restored() {
        SHOP.user(10_000);
        NOT_THERE.toPost(SHOP, "/admin/snapshots/missing/restore");
    }

    @ParameterizedTest
    @SqliteOnly("takes snapshots")
    @ValueSource(strings = {"", " ", "a b", "a/b", "..", "../shop", "a.db", "이름"})
    void a_name_that_is_none_is_malformed(String name) {
        malformed("name").toPost(SHOP, "/admin/snapshots", Map.of("name", name));
        malformed("name").toPost(SHOP, "/admin/snapshots", "{}");
        malformed("name").toPost(SHOP, "/admin/snapshots", Map.of("name", "a".repeat(65)));
    }

    @Test
    void the_test_mode_is_for_the_administrator() {
        for (String path : Engines.isPostgres() ? PATHS_OF_BOTH_ENGINES : PATHS) {
            UNAUTHENTICATED.to(
                    SHOP,
                    path,
                    request -> request.header("Authorization", "Bearer wrong").post(path));
        }
    }

    @Test
    void a_shop_that_is_not_in_test_mode_has_none_of_it(@TempDir Path directory) {
        Config config = Config.builder()
                .port(0)
                .data(directory)
                .adminKey(TestShop.ADMIN_KEY)
                .build();
        try (Jangteo shop = Jangteo.start(config)) {
            for (String path : PATHS) {
                Response reply = ApiCall.to(shop.baseUrl())
                        .basePath("/api/v1")
                        .bearer(TestShop.ADMIN_KEY)
                        .post(path);
                NOT_FOUND.check(reply, path);
            }
        }
    }

    /** Stops or starts the clock and returns the shop's time. */
    private static Instant clock(String verb) {
        JsonNode time = json(SHOP.admin().post("/admin/clock/" + verb), 200);
        assertThat(time.fieldNames()).toIterable().containsExactly("now");
        return moment(time.path("now"));
    }

    private static String statusOfFirstOrder() {
        return SHOP.api().get("/orders/1?userId=1").text("status");
    }

    /** Lets a new user order a new product. */
    private static Response order() {
        long user = SHOP.user(10_000);
        long product = SHOP.product("사과", 3_000, 10);
        return SHOP.api(Map.of("userId", user, "items", List.of(Map.of("productId", product, "quantity", 1))))
                .post("/orders");
    }
}
