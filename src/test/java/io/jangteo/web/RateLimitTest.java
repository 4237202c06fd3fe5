package io.jangteo.web;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.CapturedLog;
import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More requests in a second than a caller may send: the shop's clock stands still until a test moves it. */
class RateLimitTest {
    private static final int PER_SECOND = 40;
    private static final int SCARCE_PER_SECOND = 4;
    private static final int WRONG_PER_SECOND = 2;
    private static final RawRequest PRODUCTS = RawRequest.get("/api/v1/products");
    private static final RawRequest USERS = RawRequest.get("/api/v1/admin/users");

    @RegisterExtension
    static final TestShop UNLIMITED = TestShop.with(settings -> settings.testMode(true));

    @RegisterExtension
    static final TestShop SHOP =
            TestShop.with(settings -> settings.rateLimit(PER_SECOND).trustedProxies("127.0.0.1"));

    private static int hours;

    private DocumentedDoor door;

    @BeforeEach
    void stopTheClock() {
        json(SHOP.admin().post("/admin/clock/stop"), 200);
        // Moves past the counts of the previous test.
        SHOP.advance(Duration.ofHours(++hours));
        door = new DocumentedDoor(SHOP);
        nextSecond();
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void what_is_too_many_is_refused_without_effect_and_served_a_second_later() {
        long user = SHOP.user(0);
        RawRequest charge = RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":1000}");
        for (int left = PER_SECOND - 1; left >= 0; left--) {
            Response reply = door.send(charge);
            assertThat(reply.status()).isEqualTo(200);
            assertStanding(reply, PER_SECOND, left);
        }
        Response refused = door.send(charge.header("Idempotency-Key: k"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RATE_LIMITED");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertStanding(refused, PER_SECOND, 0);
        assertThat(door.send(charge).status()).isEqualTo(429);
        nextSecond();
        Response granted = door.send(charge.header("Idempotency-Key: k"));
        assertThat(granted.json().path("point").asInt()).isEqualTo((PER_SECOND + 1) * 1_000);
        assertThat(granted.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void coupons_are_narrower_and_leave_the_rest_alone() {
        RawRequest issue = RawRequest.post("/api/v1/coupons/1/issue", "{\"userId\":1}");
        for (int left = SCARCE_PER_SECOND - 1; left >= 0; left--) {
            assertStanding(door.send(issue), SCARCE_PER_SECOND, left);
        }
        Response refused = door.send(issue);
        assertThat(refused.status()).isEqualTo(429);
        assertStanding(refused, SCARCE_PER_SECOND, 0);
        assertStanding(door.send(PRODUCTS), PER_SECOND, PER_SECOND - SCARCE_PER_SECOND - 2);
        nextSecond();
        assertThat(door.send(issue).status()).isEqualTo(400);
    }

    @Test
    void the_keeper_and_those_who_watch_are_not_counted() {
        exhaust(PRODUCTS);
        List<RawRequest> free = List.of(
                Examples.administrator(PRODUCTS),
                Examples.administrator(USERS),
                RawRequest.get("/health/live"),
                RawRequest.get("/health/ready"),
                RawRequest.get("/metrics"),
                RawRequest.of("OPTIONS", "/api/v1/orders")
                        .header("Origin: http://localhost:5173")
                        .header("Access-Control-Request-Method: POST"));
        for (RawRequest request : free) {
            for (int i = 0; i < PER_SECOND + 2; i++) {
                Response reply = door.send(request);
                assertThat(reply.status()).as(request.toString()).isBetween(200, 204);
                assertThat(reply.header("RateLimit-Limit")).isNull();
            }
        }
        for (RawRequest counted :
                List.of(RawRequest.get("/"), RawRequest.get("/nowhere"), RawRequest.of("OPTIONS", "/"))) {
            assertThat(door.send(counted).status()).as(counted.toString()).isEqualTo(429);
        }
        // A request with a preflight's headers but another method is a call.
        assertThat(door.send(PRODUCTS.header("Origin: http://localhost").header("Access-Control-Request-Method: GET"))
                        .status())
                .isEqualTo(429);
    }

    @Test
    void a_race_of_its_own_is_not_slowed() {
        RawRequest race = RawRequest.post("/api/v1/races", "{\"coupons\":10,\"users\":200,\"concurrency\":8}");
        String place = door.send(Examples.administrator(race)).header("Location");
        Response ended = door.send(Examples.administrator(RawRequest.get(place)));
        assertThat(ended.json().path("status").asText()).isEqualTo("DONE");
        assertThat(ended.json().path("issued").asInt()).isEqualTo(10);
        assertThat(ended.json().path("failed").asInt()).isZero();
    }

    @Test
    void a_proxys_callers_are_counted_each_by_itself() {
        RawRequest one = PRODUCTS.header("X-Forwarded-For: 203.0.113.1");
        exhaust(one);
        assertThat(door.send(PRODUCTS.header("X-Forwarded-For: 203.0.113.2")).status())
                .isEqualTo(200);
        // The caller's own entries are to the left of the proxy's.
        assertThat(door.send(PRODUCTS.header("X-Forwarded-For: 198.51.100.7, 203.0.113.1"))
                        .status())
                .isEqualTo(429);
        exhaust(PRODUCTS.header("Forwarded: for=\"[2001:db8:1:2::3]:4711\""));
        assertThat(door.send(PRODUCTS.header("Forwarded: for=\"[2001:db8:1:2:ffff::9]\""))
                        .status())
                .isEqualTo(429);
        assertThat(door.send(PRODUCTS.header("Forwarded: for=\"[2001:db8:1:3::3]\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void guesses_are_slowed_on_every_route_and_said_once() {
        RawRequest key = Examples.administrator(USERS).header("X-Forwarded-For: 203.0.113.5");
        try (CapturedLog log = new CapturedLog()) {
            for (RawRequest place : List.of(USERS, PRODUCTS, RawRequest.get("/nowhere"))) {
                nextSecond();
                for (int i = 0; i < WRONG_PER_SECOND; i++) {
                    assertThat(door.send(from5(place).header("Authorization: Bearer guess-" + i))
                                    .status())
                            .isNotEqualTo(429);
                }
                // No longer checked: the right key is refused like a wrong one.
                Response refused = door.send(key);
                assertThat(refused.status()).as(place.toString()).isEqualTo(429);
                assertThat(refused.header("Retry-After")).isEqualTo("1");
                assertStanding(refused, WRONG_PER_SECOND, 0);
                assertThat(door.send(Examples.administrator(from5(PRODUCTS))).header("RateLimit-Limit"))
                        .isEqualTo("" + PER_SECOND);
                assertThat(door.send(from5(PRODUCTS)).status()).isEqualTo(200);
                assertThat(door.send(Examples.administrator(USERS)).status()).isEqualTo(200);
            }
            nextSecond();
            assertThat(door.send(key).status()).isEqualTo(200);
            for (int i = 0; i < WRONG_PER_SECOND; i++) {
                door.send(from5(USERS).header("Authorization: Bearer guess-" + i));
            }
            // A credential valid at this address keeps working while others guess; one valid elsewhere counts as a
            // guess.
            assertThat(door.send(key).status()).isEqualTo(200);
            assertThat(door.send(from5(USERS).header("Authorization: Bearer guess"))
                            .status())
                    .isEqualTo(429);
            assertThat(log.linesWith("wrong credentials"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("203.0.113.5");
        }
    }

    @Test
    void guesses_are_said_where_nothing_is_limited_too() {
        json(UNLIMITED.admin().post("/admin/clock/stop"), 200);
        try (CapturedLog log = new CapturedLog();
                DocumentedDoor open = new DocumentedDoor(UNLIMITED)) {
            for (int i = 0; i < 4 * WRONG_PER_SECOND; i++) {
                assertThat(open.send(USERS.header("Authorization: Bearer guess-" + i))
                                .status())
                        .isEqualTo(401);
            }
            assertThat(log.linesWith("wrong credentials"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("5 wrong credentials came from 127.0.0.1", "--rate-limit 0");
        }
    }

    @Test
    void who_asks_for_a_credential_is_not_guessing() {
        for (int i = 0; i < 3 * WRONG_PER_SECOND; i++) {
            assertThat(door.send(from5(USERS)).status()).isEqualTo(401);
        }
        assertThat(door.send(Examples.administrator(from5(USERS))).status()).isEqualTo(200);
    }

    @Test
    void a_window_is_a_second_from_its_first_request_on_and_no_clock_that_is_set_back_prolongs_it() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T00:00:00Z"));
        RateLimit limit = new RateLimit(1, now::get);
        assertThat(limit.request("a", false).isExceeded()).isFalse();
        assertThat(limit.request("b", false).isExceeded()).isFalse();
        now.set(now.get().plusMillis(999));
        assertThat(limit.request("a", false)).isEqualTo(new RateLimit.Standing(1, 0, 1, true));
        now.set(now.get().plusMillis(1));
        assertThat(limit.request("a", false)).isEqualTo(new RateLimit.Standing(1, 0, 1, false));
        now.set(now.get().minusSeconds(3_600));
        assertThat(limit.request("a", false).isExceeded()).isFalse();
    }

    @Test
    void no_limit_is_none_of_any_kind_and_a_small_one_leaves_one_of_each() {
        RateLimit none = new RateLimit(0, InstantSource.system());
        assertThat(none.isOff()).isTrue();
        RateLimit small = new RateLimit(3, () -> Instant.EPOCH);
        assertThat(small.request("a", true).limit()).isEqualTo(1);
        assertThat(small.credentials("a").remaining()).isEqualTo(1);
        RateLimit usual = new RateLimit(100, () -> Instant.EPOCH);
        assertThat(usual.request("a", true).limit()).isEqualTo(10);
        assertThat(usual.credentials("a").remaining()).isEqualTo(5);
    }

    private static RawRequest from5(RawRequest request) {
        return request.header("X-Forwarded-For: 203.0.113.5");
    }

    private static void assertStanding(Response reply, int limit, int remaining) {
        assertThat(reply.header("RateLimit-Limit")).isEqualTo("" + limit);
        assertThat(reply.header("RateLimit-Remaining")).isEqualTo("" + remaining);
        assertThat(reply.header("RateLimit-Reset")).isEqualTo("1");
    }

    private void exhaust(RawRequest request) {
        int sent = 0;
        while (door.send(request).status() != 429) {
            assertThat(++sent).isLessThanOrEqualTo(PER_SECOND);
        }
    }

    private static void nextSecond() {
        SHOP.advance(Duration.ofSeconds(1));
    }
}
