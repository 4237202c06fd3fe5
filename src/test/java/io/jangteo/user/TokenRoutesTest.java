package io.jangteo.user;

import static io.jangteo.ErrorTable.FORBIDDEN;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.Refused;
import io.jangteo.TestShop;
import io.jangteo.config.Charges;
import io.jangteo.config.Config;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens: creating them, and how each call refuses a wrong or missing one. */
@BothEngines
class TokenRoutesTest {
    @RegisterExtension
    static final TestShop SHOP =
            TestShop.with(settings -> settings.auth(Config.Auth.TOKEN).charges(Charges.SHOPPER));

    private long user;
    private long other;

    @BeforeEach
    void open() {
        user = SHOP.user(0);
        other = SHOP.user(50_000);
    }

    @Test
    void a_token_lets_its_user_in_and_tells_when_it_ends() {
        Instant before = SHOP.now();
        Response reply = SHOP.admin(Map.of("userId", user, "ttlSeconds", 60)).post("/admin/tokens");
        JsonNode token = json(reply, 200);
        assertThat(token.fieldNames()).toIterable().containsExactlyInAnyOrder("token", "expiresAt");
        // Tokens end at whole seconds, and never too early.
        assertThat(moment(token.path("expiresAt")))
                .isBetween(before.plusSeconds(60), SHOP.now().plusSeconds(61));
        assertReply(as(token.path("token").textValue()).get("/users/{id}", user), 200, """
                {"id":%d,"name":"손님","point":0}
                """, user);
    }

    @Test
    void a_token_ends() {
        String token = token(user, 60);
        SHOP.advance(Duration.ofSeconds(62));
        refusesAll(UNAUTHENTICATED, token);
        json(as(token(user, 2_592_000)).get("/users/{id}", user), 200);
    }

    @Test
    void no_shopper_is_served_without_a_token() {
        refusesAll(UNAUTHENTICATED, "");
        refusesAll(UNAUTHENTICATED, token(user, 60) + "x");
        refusesAll(UNAUTHENTICATED, TestShop.ADMIN_KEY.substring(1));
    }

    @Test
    void no_shopper_acts_as_another() {
        refusesAll(FORBIDDEN, token(user, 60));
    }

    @Test
    void goods_and_offers_are_shown_to_anyone() {
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = SHOP.coupon(1_000, 1);
        for (String path :
                List.of("/products", "/products/" + product, "/products/popular", "/coupons", "/coupons/" + coupon)) {
            json(SHOP.api().get(path), 200);
        }
    }

    @Test
    void a_shopper_is_no_administrator() {
        String token = token(user, 60);
        for (String path : List.of("/admin/users", "/admin/books", "/admin/deliveries")) {
            FORBIDDEN.to(SHOP, path, request -> request.bearer(token).get(path));
        }
        for (String path : List.of("/admin/tokens", "/admin/users", "/admin/reset")) {
            FORBIDDEN.to(SHOP, path, request -> request.bearer(token).post(path));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"ttlSeconds":60}                          | userId
        {"userId":null,"ttlSeconds":60}            | userId
        {"userId":"1","ttlSeconds":60}             | userId
        {"userId":1}                               | ttlSeconds
        {"userId":1,"ttlSeconds":0}                | ttlSeconds
        {"userId":1,"ttlSeconds":-1}               | ttlSeconds
        {"userId":1,"ttlSeconds":2592001}          | ttlSeconds
        {"userId":1,"ttlSeconds":60.0}             | ttlSeconds
        {"userId":1,"ttlSeconds":"PT60S"}          | ttlSeconds
        {"userId":1,"ttlSeconds":60,"admin":true}  | admin
        {"userId":1,"userId":2,"ttlSeconds":60}    | body
        """)
    void a_token_that_is_not_asked_for_properly_is_not_made(String body, String field) {
        malformed(field).toPost(SHOP, "/admin/tokens", body);
    }

    @Test
    void tokens_are_made_for_users_alone_and_with_the_admin_key() {
        USER_NOT_FOUND.toPost(SHOP, "/admin/tokens", Map.of("userId", 99, "ttlSeconds", 60));
        UNAUTHENTICATED.to(
                SHOP,
                "/admin/tokens",
                request -> request.header("Authorization", "Bearer wrong")
                        .json(Map.of("userId", user, "ttlSeconds", 60))
                        .post("/admin/tokens"));
    }

    /** Checks that every call of the other user refuses the token. */
    private void refusesAll(Refused refusal, String token) {
        long product = SHOP.product("사과", 3_000, 10);
        long coupon = SHOP.coupon(1_000, 1);
        String own = token(other, 60);
        long order = json(as(own).json(order(product)).post("/orders"), 201)
                .path("id")
                .longValue();
        String home = "/users/" + other;
        for (String path : List.of(home, home + "/points/history", home + "/coupons", home + "/orders")) {
            refusal.to(SHOP, path, request -> authorized(request, token).get(path));
        }
        refusal.to(
                SHOP,
                "/orders/" + order,
                request -> authorized(request, token).get("/orders/{id}?userId={user}", order, other));
        refuses(refusal, token, home + "/points/charge", Map.of("amount", 1_000));
        refuses(refusal, token, "/coupons/" + coupon + "/issue", Map.of("userId", other));
        refuses(refusal, token, "/orders", order(product));
        refuses(refusal, token, "/orders/" + order + "/payment", Map.of("userId", other));
        refuses(refusal, token, "/orders/" + order + "/cancel", Map.of("userId", other));
    }

    private static void refuses(Refused refusal, String token, String path, Object body) {
        refusal.to(SHOP, path, request -> authorized(request, token).json(body).post(path));
    }

    private Map<String, Object> order(long product) {
        return Map.of("userId", other, "items", List.of(Map.of("productId", product, "quantity", 1)));
    }

    private static ApiCall as(String token) {
        return authorized(SHOP.api(), token);
    }

    private static ApiCall authorized(ApiCall request, String token) {
        return token.isEmpty() ? request : request.bearer(token);
    }

    private static String token(long user, long ttlSeconds) {
        return json(SHOP.admin(Map.of("userId", user, "ttlSeconds", ttlSeconds)).post("/admin/tokens"), 200)
                .path("token")
                .textValue();
    }
}
