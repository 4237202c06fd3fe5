package io.jangteo.seed;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BothEngines
class SeedRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String FULL = """
            {"orders": [
               {"user": "crm-1", "items": [{"product": "apple", "quantity": 2}], "coupon": "first", "paid": true,
                "at": "%1$s"},
               {"user": 2, "items": [{"product": 2, "quantity": 3}, {"product": "apple", "quantity": 1}]}],
             "issued": [{"coupon": "first", "user": "crm-1", "at": "%1$s"}, {"coupon": 1, "user": 2, "at": "%1$s"}],
             "coupons": [{"name": "첫 장보기", "discount": {"type": "FIXED", "amount": 5000}, "minOrderAmount": 30000,
                          "quantity": 500, "validDays": 30, "reference": "first"}],
             "products": [{"name": "사과 5kg", "price": 15900, "stock": 30, "reference": "apple"},
                          {"name": "배", "price": 4000, "stock": 0, "onSale": false}],
             "users": [{"name": "김하나", "point": 50000, "reference": "crm-1"}, {"name": "이두리"},
                       {"name": "박부자", "point": 5000000}]}
            """;

    @Test
    void a_shop_is_as_its_file_says_after_all_of_its_orders() {
        Instant dayBefore = SHOP.now().minus(Duration.ofDays(1));
        Response reply = seed(FULL.formatted(dayBefore));
        assertThat(json(reply, 200)).hasToString("""
                {"users":3,"products":2,"coupons":1,"orders":2}""");
        assertThat(json(SHOP.admin().get("/admin/audit?operation=seedShop"), 200)
                        .path("entries"))
                .hasSize(1);
        assertThat(SHOP.pointsOf(1)).isEqualTo(50_000);
        assertThat(SHOP.pointsOf(2)).isZero();
        assertThat(SHOP.pointsOf(3)).isEqualTo(5_000_000);
        assertThat(SHOP.stockOf(1)).isEqualTo(30);
        assertThat(SHOP.admin().get("/admin/products/2").json()).hasToString("""
                {"id":2,"name":"배","price":4000,"stock":0,"onSale":false,"reference":null}""");
        JsonNode paid = json(SHOP.api().queryParam("userId", 1).get("/orders/1"), 200);
        assertThat(paid.path("status").textValue()).isEqualTo("PAID");
        assertThat(paid.path("totalAmount").longValue()).isEqualTo(2 * 15_900 - 5_000);
        assertThat(Instant.from(
                        java.time.OffsetDateTime.parse(paid.path("paidAt").textValue())))
                .isEqualTo(dayBefore);
        assertThat(json(SHOP.api().queryParam("userId", 2).get("/orders/2"), 200)
                        .path("status")
                        .textValue())
                .isEqualTo("PENDING");
        assertThat(json(SHOP.admin().get("/admin/coupons/1/issued"), 200).at("/issued"))
                .extracting(each ->
                        each.path("rank").longValue() + each.path("status").textValue())
                .containsExactly("1USED", "2ISSUED");
        assertThat(SHOP.deliveries()).hasSize(1);
        assertThat(json(SHOP.api().get("/products/popular"), 200)
                        .at("/products/0/units")
                        .longValue())
                .isEqualTo(2);
        SHOP.advance(Duration.ofDays(1));
        assertThat(SHOP.stockOf(1)).as("after the unpaid order has expired").isEqualTo(31);
    }

    @Test
    void all_faults_are_told_at_once_with_their_places_and_nothing_is_loaded() {
        Response reply = seed("""
                {"users": [{"name": ""}, {"name": "a", "point": -1, "reference": "x y"}, {"name": "b", "reference": "b"},
                           {"name": "c", "reference": "b", "points": 5}, 7],
                 "products": [{"name": "a", "price": 1.5, "stock": "9", "onSale": "yes"}],
                 "coupons": [{"name": "a", "discount": {"type": "GIFT"}, "minOrderAmount": 0, "quantity": 1,
                              "validDays": 1, "issueFrom": "2026-02-01T00:00:00Z", "issueUntil": "2026-01-01T00:00:00Z"},
                             {"name": "a", "discount": {"type": "PERCENT", "percent": 101}, "minOrderAmount": 0,
                              "quantity": 1, "validDays": 1}],
                 "issued": [{"coupon": 3, "user": "nobody", "revokedAt": "2026-01-01T00:00:00Z"}],
                 "orders": [{"user": 1, "items": [{"product": "pear", "quantity": 0}], "at": "yesterday"},
                            {"user": 3, "items": {}, "coupon": 1, "paidAt": "2026-01-01T00:00:00Z"}],
                 "shops": []}
                """);
        assertThat(places(reply, 400))
                .containsExactlyInAnyOrder(
                        "users[0].name",
                        "users[1].point",
                        "users[1].reference",
                        "users[3].points",
                        "users[3].reference",
                        "users[4]",
                        "products[0].price",
                        "products[0].stock",
                        "products[0].onSale",
                        "coupons[0].discount",
                        "coupons[0].issueUntil",
                        "coupons[1].discount.percent",
                        "issued[0].coupon",
                        "issued[0].user",
                        "issued[0].revokedAt",
                        "issued[0].revokeReason",
                        "orders[0].items[0].product",
                        "orders[0].items[0].quantity",
                        "orders[0].at",
                        "orders[1].items",
                        "orders[1].coupon",
                        "orders[1].paidAt",
                        "shops");
        assertNothingIsThere();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "paid":true,"at":"2100-01-01T00:00:00Z"                | orders[0].at     | a time that has passed
            "coupon":"once"                                        | orders[0].coupon | INVALID_ORDER
            "coupon":"late"                                        | orders[0].coupon | COUPON_EXPIRED
            """)
    void what_the_shop_itself_refuses_is_told_with_its_place(String order, String place, String reason) {
        Response reply = seed("""
                {"users": [{"name": "a"}], "products": [{"name": "a", "price": 1000, "stock": 1}],
                 "coupons": [{"name": "a", "discount": {"type": "FIXED", "amount": 1}, "minOrderAmount": 2000,
                              "quantity": 1, "validDays": 1, "reference": "once"},
                             {"name": "a", "discount": {"type": "FIXED", "amount": 1}, "minOrderAmount": 0,
                              "quantity": 1, "validDays": 1, "reference": "late"}],
                 "issued": [{"coupon": "once", "user": 1}, {"coupon": "late", "user": 1, "at": "2026-01-01T00:00:00Z"}],
                 "orders": [{"user": 1, "items": [{"product": 1, "quantity": 1}], %s}]}
                """.formatted(order));
        assertThat(places(reply, 400)).containsExactly(place);
        assertThat(reply.json().at("/faults/0/reason").textValue()).contains(reason);
        assertNothingIsThere();
    }

    @Test
    void more_coupons_than_the_offer_has_and_a_second_one_are_told() {
        Response reply = seed("""
                {"users": [{"name": "a"}, {"name": "b"}],
                 "coupons": [{"name": "a", "discount": {"type": "FIXED", "amount": 1}, "minOrderAmount": 0,
                              "quantity": 1, "validDays": 1, "closedAt": "2026-01-02T00:00:00Z"}],
                 "issued": [{"coupon": 1, "user": 1, "at": "2026-01-01T00:00:00Z"},
                            {"coupon": 1, "user": 2, "at": "2026-01-01T00:00:00Z"},
                            {"coupon": 1, "user": 1, "at": "2026-01-01T00:00:00Z"},
                            {"coupon": 1, "user": 2, "at": "2026-01-03T00:00:00Z"}]}
                """);
        assertThat(reply.json().path("faults"))
                .extracting(fault -> fault.path("place").textValue() + " "
                        + fault.path("reason").textValue().replaceFirst(":.*", ""))
                .containsExactly(
                        "issued[1] COUPON_SOLD_OUT", "issued[2] COUPON_ALREADY_ISSUED", "issued[3] COUPON_NOT_OPEN");
        assertNothingIsThere();
    }

    @Test
    void a_shop_that_is_not_empty_is_left_as_it_is() {
        long user = SHOP.user("박세리", 100);
        assertThat(seed("{\"users\":[{\"name\":\"a\"}]}").require(409).code()).isEqualTo("NOT_EMPTY");
        assertThat(SHOP.pointsOf(user)).isEqualTo(100);
        assertThat(json(SHOP.admin().get("/admin/users"), 200).path("users")).hasSize(1);
    }

    @Test
    void an_offer_that_was_closed_stays_closed_and_what_was_revoked_stays_revoked() {
        seed("""
                {"users": [{"name": "a"}, {"name": "b"}],
                 "coupons": [{"name": "a", "discount": {"type": "FIXED", "amount": 1}, "minOrderAmount": 0,
                              "quantity": 5, "validDays": 3000, "issueFrom": "2026-01-05T00:00:00Z",
                              "closedAt": "2026-01-06T00:00:00Z"}],
                 "issued": [{"coupon": 1, "user": 1, "at": "2026-01-01T00:00:00Z", "revokedAt": "2026-01-02T00:00:00Z",
                             "revokeReason": "오발급"}]}
                """).require(200);
        assertThat(SHOP.api("{\"userId\":2}")
                        .post("/coupons/1/issue")
                        .require(400)
                        .code())
                .isEqualTo("COUPON_NOT_OPEN");
        assertThat(json(SHOP.admin().get("/admin/coupons/1/issued"), 200)
                        .at("/issued/0/status")
                        .textValue())
                .isEqualTo("REVOKED");
        assertThat(json(SHOP.admin().get("/admin/coupons"), 200)
                        .at("/coupons/0/issueFrom")
                        .textValue())
                .startsWith("2026-01-05");
    }

    private static Response seed(String file) {
        return SHOP.admin(file).post("/admin/seed");
    }

    private static List<String> places(Response reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        List<String> places = new ArrayList<>();
        reply.json()
                .path("faults")
                .forEach(fault -> places.add(fault.path("place").textValue()));
        return places;
    }

    private static void assertNothingIsThere() {
        assertThat(json(SHOP.admin().get("/admin/users"), 200).path("users")).isEmpty();
        assertThat(json(SHOP.admin().get("/admin/products"), 200).path("products"))
                .isEmpty();
        assertThat(json(SHOP.admin().get("/admin/coupons"), 200).path("coupons"))
                .isEmpty();
    }
}
