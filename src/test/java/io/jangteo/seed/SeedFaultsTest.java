package io.jangteo.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that a seed file alone shows to be wrong is told in one answer, and each fault once. */
@BothEngines
class SeedFaultsTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    /** A shop in which the first user may order for 1,000 won with a coupon from June 2 on, for ten days. */
    private static final String SHOP_OF_JUNE = """
            {"users": [{"name": "a"}, {"name": "b"}],
             "products": [{"name": "p", "price": 1000, "stock": 1}, {"name": "q", "price": 10, "stock": 1}],
             "coupons": [{"name": "c", "discount": {"type": "FIXED", "amount": 1}, "minOrderAmount": 1000,
                          "quantity": 2, "validDays": 10}],
             "issued": [{"coupon": 1, "user": 1, "at": "2026-06-02T00:00:00Z"%s}],
             "orders": [%s]}
            """;

    @Test
    void faults_of_form_do_not_hide_those_of_the_shop_s_rules() {
        assertThat(faults("""
                {"users": [{"name": "u"}, {"name": "v", "reference": "1"}, {"name": ""}],
                 "products": [{"name": "p", "price": 100, "stock": 1}],
                 "orders": [{"user": 1, "items": []}, {"user": 1, "items": [{"product": 1, "quantity": 5000}]},
                            {"user": 1, "items": [{"product": 1, "quantity": 1}], "at": "2099-01-01T00:00:00Z"}]}
                """))
                .containsExactly(
                        "users[2].name: expected a text of 1 to 100 printable characters",
                        "orders[0].items: INVALID_ORDER: The order names no products",
                        "orders[1].items[0].quantity: INVALID_ORDER: The quantity of a product must be from 1 to 1,000",
                        "orders[2].at: expected a time that has passed");
    }

    @Test
    void every_rule_is_looked_at_even_with_names_that_are_not_there() {
        String item = "{\"product\": 1, \"quantity\": 1}";
        assertThat(places("""
                {"users": [{"name": "a", "reference": "x"}, {"name": "b", "reference": "x"}, {"name": "c"}],
                 "products": [{"name": "p", "price": 100, "stock": 1}],
                 "coupons": [{"name": "c", "discount": {"type": "FIXED", "amount": 1}, "minOrderAmount": 100,
                              "quantity": 2, "validDays": 3000}],
                 "issued": [{"coupon": 1, "user": 1, "at": "2026-01-01T00:00:00Z"},
                            {"coupon": 1, "user": 1, "at": "2026-01-01T00:00:00Z"},
                            {"coupon": 1, "user": 2, "at": "2026-01-01T00:00:00Z"},
                            {"coupon": 1, "user": 3, "at": "2026-01-01T00:00:00Z"},
                            {"coupon": 1, "user": "nobody"}],
                 "orders": [{"user": "nobody", "items": [%1$s], "at": "2099-01-01T00:00:00Z"},
                            {"user": 1, "items": [%1$s], "coupon": 1, "paid": true, "at": "2026-02-01T00:00:00Z"},
                            {"user": 1, "items": [%1$s], "coupon": 1, "paid": true, "at": "2026-02-02T00:00:00Z"},
                            {"user": 2, "items": [{"product": 1, "quantity": 1, "unitPrice": 99}], "coupon": 1},
                            {"user": 3, "items": [{"product": 7, "quantity": 600}, {"product": 1, "quantity": 600},
                                                  {"product": 1, "quantity": 600}]},
                            {"user": 3, "items": [%2$s]}]}
                """.formatted(item, (item + ",").repeat(200) + item)))
                .containsExactlyInAnyOrder(
                        "users[1].reference",
                        "issued[1]",
                        "issued[3]",
                        "issued[4]",
                        "issued[4].user",
                        "orders[0].user",
                        "orders[0].at",
                        "orders[2].coupon",
                        "orders[3].coupon",
                        "orders[4].items[0].product",
                        "orders[4].items[2].quantity",
                        "orders[5].items");
    }

    @Test
    void a_fault_is_told_once_and_what_follows_from_it_is_not() {
        assertThat(places("""
                {"users": [{"name": "a", "reference": "x y"}, 7],
                 "products": {},
                 "coupons": [{"name": "c", "discount": {"type": "FIXED", "amount": 1}, "minOrderAmount": "?",
                              "quantity": "?", "validDays": "?"}],
                 "issued": [{"coupon": 1, "user": "x y", "at": "?", "revokedAt": "2026-01-01T00:00:00Z",
                             "revokeReason": "r"}, 7],
                 "orders": [{"user": 1, "items": [{"product": 1, "quantity": 1}], "paidAt": "2026-01-01T00:00:00Z"},
                            {"user": 1, "items": [{"product": 1, "quantity": 0}], "coupon": 1, "at": "?",
                             "paid": "?", "paidAt": "2026-01-01T00:00:00Z"},
                            7, {"user": 1, "items": [7]}, {"user": 1, "items": 7}]}
                """))
                .containsExactlyInAnyOrder(
                        "users[0].reference",
                        "users[1]",
                        "products",
                        "coupons[0].minOrderAmount",
                        "coupons[0].quantity",
                        "coupons[0].validDays",
                        "issued[0].at",
                        "issued[1]",
                        "orders[0].paidAt",
                        "orders[1].items[0].quantity",
                        "orders[1].at",
                        "orders[1].paid",
                        "orders[2]",
                        "orders[3].items[0]",
                        "orders[4].items");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            06-01T15:00:00Z | "paid": true                                     |     | coupon: expected a coupon that was
            06-01T23:58:00Z | "paid": true, "paidAt": "2026-06-02T00:00:00Z"   |     | coupon: expected a coupon that was
            06-01T15:00:00Z | "paid": false                                    |     | coupon: expected a coupon that was
            06-12T00:00:00Z | "paid": true                                     |     | coupon: COUPON_EXPIRED
            06-11T23:59:00Z | "paid": true, "paidAt": "2026-06-12T00:00:00Z"   |     | coupon: COUPON_EXPIRED
            06-04T00:00:00Z | "paid": true                                     | 03  | coupon: COUPON_REVOKED
            06-03T00:00:00Z | "paid": true, "paidAt": "2026-06-04T00:00:00Z"   |     | paidAt: ORDER_EXPIRED
            """)
    void a_coupon_is_used_only_while_its_user_has_it(String at, String paid, String revoked, String fault) {
        String revocation = revoked == null
                ? ""
                : ", \"revokedAt\": \"2026-06-%sT00:00:00Z\", \"revokeReason\": \"r\"".formatted(revoked);
        String order =
                "{\"user\": 1, \"items\": [{\"product\": 1, \"quantity\": 1}], \"coupon\": 1, %s, \"at\": \"2026-%s\"}"
                        .formatted(paid, at);
        assertThat(faults(SHOP_OF_JUNE.formatted(revocation, order)))
                .singleElement()
                .asString()
                .startsWith("orders[0]." + fault);
    }

    @Test
    void a_coupon_that_was_used_is_not_revoked_later() {
        String order = "{\"user\": 1, \"items\": [{\"product\": 1, \"quantity\": 1}], \"coupon\": 1, \"paid\": true,"
                + " \"at\": \"2026-06-03T00:00:00Z\"}";
        String revocation = ", \"revokedAt\": \"2026-06-04T00:00:00Z\", \"revokeReason\": \"r\"";
        assertThat(faults(SHOP_OF_JUNE.formatted(revocation, order)))
                .singleElement()
                .asString()
                .startsWith("issued[0].revokedAt: COUPON_ALREADY_USED");
    }

    @Test
    void clocks_of_several_servers_may_differ_a_little() {
        String order = "{\"user\": 1, \"items\": [{\"product\": 1, \"quantity\": 1}], \"coupon\": 1, \"paid\": true,"
                + " \"at\": \"2026-06-01T23:59:00Z\"}";
        SHOP.admin(SHOP_OF_JUNE.formatted("", order)).post("/admin/seed").require(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "unitPrice": 5 | "unitPrice": 7   | orders[0].items[2].unitPrice: expected 5, as before: an order has
            "unitPrice": 5 | "quantity": 1    | orders[0].items[2].unitPrice: expected 5, as before: an order has
            "name": "r"    | "name": "s"      | orders[0].items[2].name: expected r, as before: an order has one line
            """)
    void a_product_has_one_price_and_one_name_in_an_order(String first, String second, String fault) {
        String order =
                "{\"user\": 1, \"paid\": true, \"items\": [{\"product\": 1, \"quantity\": 1, %s}, {\"product\": 2, "
                                .formatted(first)
                        + "\"quantity\": 1}, {\"product\": 1, %s}]}"
                                .formatted(second.contains("quantity") ? second : "\"quantity\": 1, " + second);
        assertThat(faults(SHOP_OF_JUNE.formatted("", order)))
                .singleElement()
                .asString()
                .startsWith(fault);
    }

    @Test
    void a_product_may_be_named_twice_at_the_price_that_it_has() {
        String order =
                "{\"user\": 1, \"paid\": true, \"items\": [{\"product\": 1, \"quantity\": 1, \"unitPrice\": 1000},"
                        + " {\"product\": 1, \"quantity\": 1}]}";
        SHOP.admin(SHOP_OF_JUNE.formatted("", order)).post("/admin/seed").require(200);
    }

    @Test
    void what_could_not_be_read_is_no_field_of_the_file() {
        assertThat(ApiCall.to(SHOP.baseUrl()).get("/openapi.json").json().at("/components/schemas/Seed/properties"))
                .hasSize(5);
        assertThat(places("{\"faults\": []}")).containsExactly("faults");
    }

    private static List<String> faults(String file) {
        Response reply = SHOP.admin(file).post("/admin/seed");
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        List<String> faults = new ArrayList<>();
        reply.json()
                .path("faults")
                .forEach(fault -> faults.add(fault.path("place").textValue() + ": "
                        + fault.path("reason").textValue()));
        assertThat(SHOP.admin().get("/admin/users").json().path("users")).isEmpty();
        return faults;
    }

    private static List<String> places(String file) {
        return faults(file).stream()
                .map(fault -> fault.replaceFirst(": .*", ""))
                .toList();
    }
}
