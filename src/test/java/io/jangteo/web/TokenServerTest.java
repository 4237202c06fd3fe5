package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.config.Charges;
import io.jangteo.config.Config;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that requires shoppers' tokens, and every shopper call. */
@BothEngines
class TokenServerTest {
    @RegisterExtension
    static final TestShop SHOP =
            TestShop.with(settings -> settings.auth(Config.Auth.TOKEN).charges(Charges.SHOPPER));

    private static final String OTHER = "other";

    private DocumentedDoor door;
    private Map<String, RawRequest> examples;
    private List<RawRequest> calls;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP, true);
        examples = Examples.in(SHOP, door);
        List<String> ofShoppers = door.operations().stream()
                .filter(operation ->
                        operation.description().path("security").toString().contains("userToken"))
                .map(DocumentedDoor.Operation::id)
                .toList();
        assertThat(ofShoppers).hasSize(10);
        calls = ofShoppers.stream().map(examples::get).toList();
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void the_own_token_is_enough_for_every_call() {
        calls.forEach(
                call -> assertThat(door.send(call).status()).as(call.toString()).isBetween(200, 201));
    }

    @Test
    void the_admin_key_is_enough_too_and_its_idempotency_keys_are_its_own() {
        String key = "Idempotency-Key: the-same-for-both";
        RawRequest charge = examples.get("chargePoints").header(key);
        assertThat(door.send(charge).header("Idempotent-Replayed")).isNull();
        assertThat(door.send(Examples.administrator(charge)).header("Idempotent-Replayed"))
                .isNull();
        calls.forEach(call -> assertThat(door.send(Examples.administrator(call)).status())
                .as(call.toString())
                .isBetween(200, 201));
    }

    @Test
    void without_a_token_that_counts_nothing_is_done_and_one_is_asked_for() {
        String own = door.tokenOf(1);
        List<RawRequest> requests = new ArrayList<>();
        for (RawRequest call : calls) {
            requests.add(call.without("Authorization"));
            for (String token : List.of(
                    "",
                    "nonsense",
                    "a.b.c",
                    own + "x",
                    own.substring(0, own.length() - 4) + "AAAA",
                    own.toLowerCase(),
                    unsigned(own),
                    forUser(own, 2),
                    own.split("\\.")[0] + "." + own.split("\\.")[1] + ".",
                    "eyJhbGciOiJIUzI1NiJ9..x",
                    TestShop.ADMIN_KEY.substring(1))) {
                requests.add(call.bearer(token));
            }
            requests.add(call.header("Authorization: " + own));
            requests.add(call.header("Authorization: Basic " + own));
            requests.add(call.without("Authorization").target(call.path() + "?access_token=" + own));
        }
        door.assertRefused(401, requests);
        assertThat(requests).allSatisfy(request -> {
            Response reply = door.send(request);
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(reply.code()).isEqualTo("UNAUTHENTICATED");
        });
    }

    @Test
    void a_token_of_another_user_is_no_key_to_this_one() {
        String token = door.tokenOf(newUser());
        List<RawRequest> requests =
                calls.stream().map(call -> call.bearer(token)).toList();
        door.assertRefused(403, requests);
        assertThat(requests)
                .allSatisfy(request -> assertThat(door.send(request).code()).isEqualTo("FORBIDDEN"));
    }

    @Test
    void whose_token_it_is_counts_before_whether_anything_exists() {
        String token = "Authorization: Bearer " + door.tokenOf(newUser());
        String nobody = "{\"userId\":999999}";
        door.assertRefused(
                403,
                List.of(
                        RawRequest.get("/api/v1/users/999999").header(token),
                        RawRequest.get("/api/v1/users/999999/orders").header(token),
                        RawRequest.get("/api/v1/orders/1?userId=999999").header(token),
                        RawRequest.post("/api/v1/orders/999999/payment", nobody).header(token),
                        RawRequest.post("/api/v1/coupons/999999/issue", nobody).header(token),
                        RawRequest.post("/api/v1/users/999999/points/charge", "{}")
                                .header(token)));
    }

    @Test
    void another_users_order_is_not_found_even_with_the_own_token() {
        long other = newUser();
        String token = "Authorization: Bearer " + door.tokenOf(other);
        String self = "{\"userId\":" + other + "}";
        List<RawRequest> requests = List.of(
                RawRequest.get("/api/v1/orders/1?userId=" + other).header(token),
                RawRequest.post("/api/v1/orders/1/payment", self).header(token),
                RawRequest.post("/api/v1/orders/1/cancel", self).header(token));
        door.assertRefused(404, requests);
    }

    @Test
    void a_token_counts_until_its_end_and_not_after() {
        Response made = door.send(
                Examples.administrator(RawRequest.post("/api/v1/admin/tokens", "{\"userId\":1,\"ttlSeconds\":7200}")));
        String token = "Authorization: Bearer " + made.json().path("token").asText();
        List<RawRequest> reads = calls.stream()
                .filter(call -> call.method().equals("GET"))
                .map(call -> call.header(token))
                .toList();
        SHOP.advance(Duration.ofMinutes(119));
        reads.forEach(read -> assertThat(door.send(read).status()).isEqualTo(200));
        SHOP.advance(Duration.ofMinutes(1).plusSeconds(1));
        door.assertRefused(401, calls.stream().map(call -> call.header(token)).toList());
    }

    @Test
    void what_is_in_the_shop_window_is_for_everyone() {
        for (String name : List.of(
                "getProduct", "listProducts", "popularProducts", "listCoupons", "getCoupon", "isLive", "isReady")) {
            assertThat(examples.get(name).has("Authorization")).isFalse();
            assertThat(door.send(examples.get(name)).status()).as(name).isEqualTo(200);
            assertThat(door.send(examples.get(name).header("Authorization: Bearer nonsense"))
                            .status())
                    .as(name)
                    .isEqualTo(200);
        }
        for (String page : List.of("/", "/docs", "/openapi.json", "/metrics")) {
            assertThat(door.ask(RawRequest.get(page)).status()).as(page).isEqualTo(200);
        }
    }

    @Test
    void keys_of_two_users_never_meet() {
        long other = newUser();
        String key = "Idempotency-Key: the-same-for-both";
        RawRequest own = examples.get("chargePoints").header(key);
        RawRequest theirs = RawRequest.post("/api/v1/users/" + other + "/points/charge", "{\"amount\":10000}")
                .bearer(door.tokenOf(other))
                .header(key);
        assertThat(door.send(own).header("Idempotent-Replayed")).isNull();
        assertThat(door.send(theirs).json().path("id").asLong()).isEqualTo(other);
        assertThat(door.send(own).header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void every_call_of_a_shopper_is_covered() {
        assertThat(calls.stream().map(RawRequest::path).collect(Collectors.toSet()))
                .hasSize(calls.size())
                .allSatisfy(path -> assertThat(path).doesNotContain(OTHER, "admin"));
    }

    private long newUser() {
        return SHOP.user(OTHER, 0);
    }

    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.")[1] + ".";
    }

    /** Returns the token with another user in its payload and the original signature. */
    private static String forUser(String token, long user) {
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String changed = claims.replaceFirst("\"sub\":\"\\d+\"", "\"sub\":\"" + user + "\"");
        assertThat(changed).isNotEqualTo(claims);
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }
}
