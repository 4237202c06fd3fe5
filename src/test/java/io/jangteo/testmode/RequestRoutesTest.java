package io.jangteo.testmode;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BothEngines
class RequestRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_request_is_told_as_it_was_answered() {
        long user = SHOP.user(0);
        Response refused = SHOP.api(Map.of("amount", 5))
                .header("X-Test-Id", "charging")
                .post("/users/{userId}/points/charge", user);
        JsonNode request = requests("charging").path("requests").path(0);
        assertThat(request.path("id").textValue()).isEqualTo(refused.header("X-Request-Id"));
        assertThat(request.path("testId").textValue()).isEqualTo("charging");
        assertThat(request.path("method").textValue()).isEqualTo("POST");
        assertThat(request.path("path").textValue()).isEqualTo("/api/v1/users/" + user + "/points/charge");
        assertThat(request.path("route").textValue()).isEqualTo("POST /api/v1/users/{userId}/points/charge");
        assertThat(request.path("status").intValue()).isEqualTo(400);
        assertThat(request.path("code").textValue()).isEqualTo("INVALID_CHARGE_AMOUNT");
        assertThat(request.path("milliseconds").doubleValue()).isPositive();
        assertThat(request.path("requestBody").textValue()).isEqualTo("{\"amount\":5}");
        assertThat(request.path("responseBody").textValue()).isEqualTo(refused.text());
    }

    @Test
    void the_newest_comes_first_in_pages_and_looking_leaves_no_trace() {
        for (int i = 1; i <= 5; i++) {
            SHOP.api().header("X-Test-Id", "five").get("/products/{id}", i);
        }
        SHOP.api().header("X-Test-Id", "other").get("/products/9");
        JsonNode first = json(
                SHOP.admin().queryParam("testId", "five").queryParam("limit", 2).get("/admin/requests"), 200);
        assertThat(first.path("requests"))
                .extracting(request -> request.path("path").textValue())
                .containsExactly("/api/v1/products/5", "/api/v1/products/4");
        SHOP.api().header("X-Test-Id", "five").get("/products/6");
        SHOP.api().header("X-Test-Id", "five").header("X-Jangteo-Page", "1").get("/products/7");
        JsonNode second = json(
                SHOP.admin()
                        .queryParam("testId", "five")
                        .queryParam("limit", 2)
                        .queryParam("cursor", first.path("nextCursor").textValue())
                        .get("/admin/requests"),
                200);
        assertThat(second.path("requests"))
                .extracting(request -> request.path("path").textValue())
                .containsExactly("/api/v1/products/3", "/api/v1/products/2");
        assertThat(json(SHOP.admin().get("/admin/requests"), 200).toString())
                .doesNotContain("listRequests", "/requests");
    }

    @Test
    void no_secret_is_told() {
        long user = SHOP.user(0);
        String token = json(SHOP.admin(Map.of("userId", user, "ttlSeconds", 60)).post("/admin/tokens"), 200)
                .path("token")
                .textValue();
        SHOP.api().bearer(token).get("/users/{id}", user);
        SHOP.api(Map.of("name", token)).post("/orders");
        SHOP.admin(Map.of("name", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).post("/admin/users");
        SHOP.admin(Map.of("name", TestShop.ADMIN_KEY)).post("/admin/users");
        SHOP.admin().queryParam("key", TestShop.ADMIN_KEY).get("/admin/users");
        String key = json(SHOP.admin(Map.of("name", "till")).post("/admin/keys"), 201)
                .path("key")
                .textValue();
        SHOP.api().queryParam("query", key).get("/products");
        SHOP.api(Map.of("name", key)).header("X-Test-Id", key).post("/orders");
        SHOP.api().bearer(token).get("/products?query=" + token.replace("e", "%65"));
        String told =
                SHOP.admin().queryParam("limit", 100).get("/admin/requests").text();
        assertThat(told)
                .contains("/admin/tokens", "(hidden)")
                .doesNotContain(
                        TestShop.ADMIN_KEY,
                        token,
                        key,
                        token.replace("e", "%65"),
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void no_part_of_a_secret_is_left_where_a_test_id_is_cut() {
        String key = json(SHOP.admin(Map.of("name", "till")).post("/admin/keys"), 201)
                .path("key")
                .textValue();
        SHOP.api().header("X-Test-Id", "x".repeat(80) + key).get("/products");
        assertThat(SHOP.admin().get("/admin/requests").require(200).text())
                .contains("x".repeat(80) + "(hidden)")
                .doesNotContain(key.substring(0, 12));
    }

    @Test
    void no_escape_hides_a_secret_and_what_its_name_calls_one_is_never_told() {
        String escaped =
                TestShop.ADMIN_KEY.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
        String body = """
                {"name":"%s","a":[{"Password":"p1"},{"clientSecret" : {"of":["p2","}"]}}],"adminKey":["p3"],
                 "authorization":"p4","token":-5.5,"k\\u0065y":"p6\\"p7","keys":"seen","monkeys":true,"key":"p8 cut off""";
        SHOP.admin(body.formatted(escaped)).header("X-Test-Id", "named").post("/admin/users");
        assertThat(requests("named").at("/requests/0/requestBody").textValue()).isEqualTo("""
                {"name":"(hidden)","a":[{"Password":"(hidden)"},{"clientSecret" : "(hidden)"}],"adminKey":"(hidden)",
                 "authorization":"(hidden)","token":"(hidden)","k\\u0065y":"(hidden)","keys":"seen","monkeys":true,\
                "key":"(hidden)\"""");
    }

    @Test
    void a_long_body_is_cut_between_two_characters() {
        String name = "가".repeat(3_000);
        SHOP.admin(Map.of("name", name)).header("X-Test-Id", "long").post("/admin/users");
        String body = requests("long").at("/requests/0/requestBody").textValue();
        assertThat(body).isEqualTo("{\"name\":\"" + "가".repeat(1_362));
    }

    @Test
    void what_was_not_found_and_who_was_not_let_in_is_told_too() {
        SHOP.api().header("X-Test-Id", "lost").basePath("/ap1").get("/orders");
        SHOP.api().header("X-Test-Id", "lost").get("/admin/users");
        assertThat(requests("lost").path("requests"))
                .extracting(request -> request.path("status").intValue())
                .containsExactly(401, 404);
    }

    private static JsonNode requests(String testId) {
        return json(SHOP.admin().queryParam("testId", testId).get("/admin/requests"), 200);
    }
}
