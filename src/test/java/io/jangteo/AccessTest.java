package io.jangteo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.jangteo.config.Config;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call a server that requires shoppers' tokens, over real HTTP. */
@BothEngines
@Tag("wide")
class AccessTest {
    private static final String ADMIN_KEY = "the-key-of-the-admin";

    @TempDir
    static Path directory;

    private static Jangteo shop;

    @BeforeAll
    static void open() {
        shop = Jangteo.start(Engines.chosen(Config.builder()
                        .port(0)
                        .data(directory)
                        .auth(Config.Auth.TOKEN)
                        .charges(Config.Charges.SHOPPER)
                        .adminKey(ADMIN_KEY))
                .build());
        admin(Map.of("name", "김하나")).post("/admin/users").then().statusCode(201);
        admin(Map.of("name", "이두리")).post("/admin/users").then().statusCode(201);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void a_shopper_with_the_own_token_is_served() {
        as(tokenOf(1)).get("/users/1").then().statusCode(200).body("name", equalTo("김하나"));
    }

    @Test
    void a_shopper_without_a_token_is_asked_for_one() {
        assertRefused(401, "UNAUTHENTICATED", api().get("/users/1").then());
        assertRefused(401, "UNAUTHENTICATED", as("nonsense").get("/users/1").then());
    }

    @Test
    void a_shopper_cannot_act_as_another() {
        assertRefused(403, "FORBIDDEN", as(tokenOf(1)).get("/users/2").then());
        RequestSpecification charge =
                as(tokenOf(1)).contentType(ContentType.JSON).body(Map.of("amount", 1_000));
        assertRefused(403, "FORBIDDEN", charge.post("/users/2/points/charge").then());
    }

    @Test
    void the_administrator_does_what_any_shopper_may() {
        as(ADMIN_KEY).get("/users/1").then().statusCode(200).body("name", equalTo("김하나"));
        as(ADMIN_KEY).get("/users/2/coupons").then().statusCode(200);
        assertRefused(400, "USER_NOT_FOUND", as(ADMIN_KEY).get("/users/999").then());
        assertRefused(
                400,
                "MALFORMED_REQUEST",
                admin(Map.of("items", List.of())).post("/orders").then());
    }

    @Test
    void what_the_administrator_changes_by_a_shoppers_call_is_in_the_audit_and_what_a_shopper_changes_is_not() {
        as(tokenOf(1))
                .contentType(ContentType.JSON)
                .body(Map.of("amount", 1_000))
                .post("/users/1/points/charge")
                .then()
                .statusCode(200);
        as(ADMIN_KEY)
                .queryParam("operation", "chargePoints")
                .get("/admin/audit")
                .then()
                .body("entries.size()", equalTo(0));
        for (int times = 0; times < 2; times++) {
            admin(Map.of("amount", 2_000))
                    .header("Idempotency-Key", "k")
                    .post("/users/1/points/charge")
                    .then()
                    .statusCode(200);
        }
        admin(Map.of("amount", 1)).post("/users/1/points/charge").then().statusCode(400);
        as(ADMIN_KEY)
                .queryParam("operation", "chargePoints")
                .get("/admin/audit")
                .then()
                .body("entries.size()", equalTo(1))
                .body("entries[0].key", equalTo("owner"))
                .body("entries[0].target", equalTo("users/1"));
    }

    @Test
    void administration_needs_the_admin_key_and_nothing_less() {
        assertRefused(401, "UNAUTHENTICATED", api().get("/admin/users").then());
        assertRefused(401, "UNAUTHENTICATED", as("wrong").get("/admin/users").then());
        assertRefused(403, "FORBIDDEN", as(tokenOf(1)).get("/admin/users").then());
        as(ADMIN_KEY).get("/admin/users").then().statusCode(200);
    }

    @Test
    void a_token_tells_when_it_ends() {
        OffsetDateTime expiresAt =
                OffsetDateTime.parse(newToken(1, 3_600).extract().path("expiresAt"));
        OffsetDateTime soon =
                OffsetDateTime.parse(as(ADMIN_KEY).get("/shop").then().extract().path("now"));
        assertThat(expiresAt).isBetween(soon.plus(Duration.ofMinutes(59)), soon.plus(Duration.ofMinutes(61)));
    }

    @Test
    void a_token_is_made_only_for_a_user_and_for_thirty_days_at_most() {
        assertRefused(400, "USER_NOT_FOUND", newToken(999, 60));
        assertRefused(400, "MALFORMED_REQUEST", newToken(1, 0));
        assertRefused(400, "MALFORMED_REQUEST", newToken(1, 2_592_001));
    }

    @Test
    void a_server_that_asks_for_tokens_may_stand_behind_a_proxy_that_passes_other_names_on() {
        api().header("Host", "shop.example").get("/products").then().statusCode(200);
        assertRefused(
                401,
                "UNAUTHENTICATED",
                api().header("Host", "shop.example").get("/users/1").then());
    }

    private static String tokenOf(long userId) {
        return newToken(userId, 60).statusCode(200).extract().path("token");
    }

    private static ValidatableResponse newToken(long userId, long ttlSeconds) {
        return admin(Map.of("userId", userId, "ttlSeconds", ttlSeconds))
                .post("/admin/tokens")
                .then();
    }

    private static void assertRefused(int status, String code, ValidatableResponse response) {
        response.statusCode(status).body("code", equalTo(code));
    }

    private static RequestSpecification admin(Object body) {
        return as(ADMIN_KEY).contentType(ContentType.JSON).body(body);
    }

    private static RequestSpecification as(String credential) {
        return api().header("Authorization", "Bearer " + credential);
    }

    private static RequestSpecification api() {
        return given().baseUri(shop.baseUrl()).basePath("/api/v1");
    }
}
