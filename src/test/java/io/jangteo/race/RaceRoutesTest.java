package io.jangteo.race;

import static io.jangteo.ErrorTable.COUPON_NOT_FOUND;
import static io.jangteo.ErrorTable.NOT_THERE;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BothEngines
@Tag("wide")
class RaceRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_race_is_run_by_new_users_after_a_new_offer() {
        Response started = RaceCalls.start(SHOP, 5, 40, 8);
        JsonNode race = json(started, 201);
        long id = race.path("id").longValue();
        assertThat(started.header("Location")).isEqualTo("/api/v1/races/" + id);
        assertThat(race.path("status").asText()).isIn("RUNNING", "DONE");
        assertThat(race.path("concurrency").asInt()).isEqualTo(8);
        assertThat(moment(race.path("startedAt"))).isBetween(SHOP.now().minus(RaceCalls.PATIENCE), SHOP.now());

        assertOver(RaceCalls.awaitEnd(SHOP, id), 5, 40, 5);
        JsonNode offer =
                json(SHOP.api().get("/coupons/{id}", race.path("couponId").longValue()), 200);
        assertThat(offer.path("name").asText()).isEqualTo("선착순 5명 경주");
        assertThat(offer.path("issued").asLong()).isEqualTo(5);
        assertThat(offer.path("validDays").asLong()).isEqualTo(7);
        JsonNode users = json(SHOP.admin().get("/admin/users?limit=100"), 200).path("users");
        assertThat(users.findValuesAsText("name"))
                .hasSize(40)
                .startsWith("참가자 1", "참가자 2")
                .endsWith("참가자 40");
    }

    @Test
    void a_rush_for_the_last_units_sells_each_once() {
        JsonNode race = rush(Map.of("coupons", 7, "users", 40, "concurrency", 8, "rush", "ORDERS", "warmUp", true));
        assertOver(race, 7, 40, 7);
        assertThat(race.path("rush").asText()).isEqualTo("ORDERS");
        assertThat(race.path("couponId").isNull()).isTrue();
        assertThat(SHOP.stockOf(race.path("productId").longValue())).isZero();
        JsonNode orders = json(SHOP.admin().get("/admin/orders"), 200).path("orders");
        assertThat(orders.findValuesAsText("status")).hasSize(7).containsOnly("PENDING");
    }

    @Test
    void orders_are_kept_by_the_books_and_everything_else_is_cleaned_up() {
        JsonNode race = rush(Map.of("coupons", 7, "users", 40, "concurrency", 8, "rush", "ORDERS", "cleanUp", true));
        assertOver(race, 7, 40, 7);
        assertThat(json(SHOP.api().get("/products"), 200).path("products")).isEmpty();
        JsonNode orders = json(SHOP.admin().get("/admin/orders"), 200).path("orders");
        assertThat(orders.findValuesAsText("status")).hasSize(7).containsOnly("CANCELLED");
        assertThat(json(SHOP.admin().get("/admin/users"), 200).path("users")).hasSize(7);
    }

    @Test
    void coupons_and_their_users_are_cleaned_up_and_others_stay() {
        long user = SHOP.user(0);
        long coupon = SHOP.coupon(1_000, 5);
        SHOP.issue(coupon, user);
        JsonNode race = rush(Map.of("coupons", 7, "users", 1_500, "concurrency", 8, "warmUp", true, "cleanUp", true));
        assertOver(race, 7, 1_500, 7);
        COUPON_NOT_FOUND.toGet(SHOP, "/coupons/" + race.path("couponId"));
        assertThat(json(SHOP.admin().get("/admin/users"), 200).path("users").findValuesAsText("id"))
                .containsExactly(Long.toString(user));
        assertThat(json(SHOP.api().get("/users/{id}/coupons", user), 200).path("coupons"))
                .hasSize(1);
    }

    private static JsonNode rush(Map<String, Object> wanted) {
        return RaceCalls.awaitEnd(
                SHOP, json(SHOP.api(wanted).post("/races"), 201).path("id").longValue());
    }

    @ParameterizedTest
    @CsvSource({"50,8,3,8", "1,1,1,1", "1,2,256,1", "7,7,2,7", "3,1001,16,3"})
    void there_are_as_many_winners_as_can_be(int coupons, int users, int concurrency, int issued) {
        assertOver(RaceCalls.run(SHOP, coupons, users, concurrency), coupons, users, issued);
    }

    @Test
    void more_winners_than_are_shown_are_all_counted() {
        JsonNode race = RaceCalls.run(SHOP, 130, 150, 16);
        assertThat(race.path("issued").asInt()).isEqualTo(130);
        assertThat(race.path("winners")).hasSize(100);
        assertThat(race.path("winners").path(99).path("rank").asInt()).isEqualTo(100);
        assertHolds(race);
    }

    @Test
    void users_do_not_ask_in_the_order_in_which_they_were_made() {
        List<Long> winners = new ArrayList<>();
        RaceCalls.run(SHOP, 30, 30, 1).path("winners").forEach(winner -> {
            winners.add(winner.path("userId").longValue());
        });
        List<Long> inOrder = new ArrayList<>(winners);
        Collections.sort(inOrder);
        assertThat(winners).isNotEqualTo(inOrder);
    }

    @Test
    void the_last_ten_races_are_remembered() {
        long first = RaceCalls.run(SHOP, 1, 1, 1).path("id").longValue();
        for (int i = 1; i < Races.REMEMBERED_MAX; i++) {
            RaceCalls.run(SHOP, 1, 1, 1);
        }
        RaceCalls.get(SHOP, first);
        long last = RaceCalls.run(SHOP, 1, 1, 1).path("id").longValue();
        assertThat(last).isEqualTo(first + Races.REMEMBERED_MAX);
        NOT_THERE.toGet(SHOP, "/races/" + first);
        RaceCalls.get(SHOP, first + 1);
    }

    @Test
    void there_is_no_race_that_nobody_started() {
        NOT_THERE.toGet(SHOP, "/races/0");
        NOT_THERE.toGet(SHOP, "/races/999999999");
        malformed("raceId").toGet(SHOP, "/races/first");
    }

    @ParameterizedTest
    @CsvSource({"coupons,10000", "users,20000", "concurrency,256"})
    void each_number_has_bounds(String field, int maximum) {
        for (Object wrong : List.of(0, -1, maximum + 1, Long.MAX_VALUE, "5", 1.5, true)) {
            Map<String, Object> wanted = new HashMap<>(RaceCalls.wanted(1, 1, 1));
            wanted.put(field, wrong);
            malformed(field).toPost(SHOP, "/races", wanted);
        }
        Map<String, Object> wanted = new HashMap<>(RaceCalls.wanted(1, 1, 1));
        wanted.put(field, null);
        malformed(field).toPost(SHOP, "/races", wanted);
        wanted.remove(field);
        malformed(field).toPost(SHOP, "/races", wanted);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10_000})
    void the_bounds_are_allowed(int coupons) {
        assertThat(RaceCalls.run(SHOP, coupons, 3, 256).path("issued").asInt()).isEqualTo(Math.min(coupons, 3));
    }

    /** Whatever a race's outcome, all numbers in its report must agree. */
    private static void assertOver(JsonNode race, int coupons, int users, int issued) {
        assertThat(race.path("status").asText()).isEqualTo("DONE");
        assertThat(race.path("coupons").asInt()).isEqualTo(coupons);
        assertThat(race.path("users").asInt()).isEqualTo(users);
        assertThat(race.path("asked").asInt()).isEqualTo(users);
        assertThat(race.path("answered").asInt()).isEqualTo(users);
        assertThat(race.path("issued").asInt()).isEqualTo(issued);
        assertThat(race.path("soldOut").asInt()).isEqualTo(users - issued);
        assertThat(race.path("failed").asInt()).isZero();
        assertThat(race.path("failures")).isEmpty();
        assertTimeline(race, users, issued);
        JsonNode latency = race.path("latency");
        assertThat(List.of(
                        latency.path("p50Micros").asLong(),
                        latency.path("p90Micros").asLong(),
                        latency.path("p99Micros").asLong(),
                        latency.path("maxMicros").asLong()))
                .isSorted()
                .allMatch(micros -> micros > 0);
        assertThat(race.path("winners").findValues("rank"))
                .extracting(JsonNode::longValue)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, issued).boxed().toList());
        assertThat(race.path("winners").findValues("userId"))
                .extracting(JsonNode::longValue)
                .doesNotHaveDuplicates();
        assertHolds(race);
    }

    private static void assertTimeline(JsonNode race, int users, int issued) {
        assertThat(race.path("intervalMillis").asInt()).isEqualTo(50);
        assertThat(race.path("timeline")).hasSize(race.path("elapsedMillis").asInt() / 50 + 1);
        assertThat(sum(race, "issued")).isEqualTo(issued);
        assertThat(sum(race, "refused")).isEqualTo(users - issued);
    }

    private static int sum(JsonNode race, String field) {
        return race.path("timeline").findValues(field).stream()
                .mapToInt(JsonNode::asInt)
                .sum();
    }

    private static void assertHolds(JsonNode race) {
        JsonNode verdict = race.path("verdict");
        for (String fact : List.of("issuedExactly", "ranksWithoutGap", "onePerUser", "booksBalanced")) {
            assertThat(verdict.path(fact).booleanValue()).as(fact).isTrue();
        }
        assertThat(verdict.path("books").path("balanced").booleanValue()).isTrue();
        assertThat(verdict.path("books").path("checks")).isNotEmpty();
    }
}
