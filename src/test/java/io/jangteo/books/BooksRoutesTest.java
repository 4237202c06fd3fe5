package io.jangteo.books;

import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proof that the books balance, for a shop in which something of everything has happened. */
@BothEngines
class BooksRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @BeforeEach
    void live() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 100);
        long coupon = SHOP.issue(SHOP.coupon(1_000, 2), user);
        long paid = json(
                        SHOP.api(Map.of(
                                        "userId",
                                        user,
                                        "items",
                                        List.of(Map.of("productId", product, "quantity", 2)),
                                        "issuedCouponId",
                                        coupon))
                                .post("/orders"),
                        201)
                .path("id")
                .longValue();
        json(SHOP.pay(paid, user), 200);
        long refunded = SHOP.order(user, product, 1);
        json(SHOP.pay(refunded, user), 200);
        json(SHOP.cancel(refunded, user), 200);
        json(SHOP.cancel(SHOP.order(user, product, 1), user), 200);
        SHOP.order(user, product, 1);
        SHOP.advance(Duration.ofDays(1));
        SHOP.order(user, product, 1);
    }

    @Test
    void a_shop_that_adds_up_is_balanced() {
        JsonNode books = books();
        assertThat(books.fieldNames()).toIterable().containsExactlyInAnyOrder("balanced", "checks");
        assertThat(books.path("balanced").isBoolean()).isTrue();
        assertThat(books.path("balanced").booleanValue()).isTrue();
        assertThat(books.path("checks")).hasSizeGreaterThan(20).allSatisfy(check -> {
            assertThat(check.fieldNames()).toIterable().containsExactlyInAnyOrder("name", "checked", "violations");
            assertThat(check.path("name").textValue()).matches("[a-z-]+");
            assertThat(check.path("violations").isArray()).isTrue();
            assertThat(check.path("violations")).isEmpty();
        });
    }

    @Test
    void the_books_of_an_empty_shop_balance() {
        SHOP.admin().post("/admin/reset").require(200);
        assertThat(books().path("balanced").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        balance-is-the-sum-of-its-entries             | UPDATE shop_user SET point = point + 1
        stock-is-the-sum-of-its-movements             | UPDATE product SET stock = stock - 1
        stock-is-what-came-in-less-what-orders-hold   | UPDATE order_line SET quantity = 3, amount = 9000 WHERE order_id = 5
        coupon-counts-its-issued-ones                 | UPDATE coupon SET issued = 2
        coupon-ranks-have-no-gap                      | UPDATE issued_coupon SET rank = 2
        paid-order-has-one-spend                      | DELETE FROM point_entry WHERE kind = 'SPEND' AND reference = 'order:1'
        paid-order-uses-its-coupon                    | UPDATE issued_coupon SET used_at = NULL, order_id = NULL
        paid-order-has-one-delivery                   | UPDATE delivery SET order_id = 5 WHERE order_id = 1
        delivery-has-its-attempts                     | DELETE FROM delivery_attempt WHERE delivery_id = 1
        daily-sales-are-the-recount-of-the-orders     | UPDATE daily_sales SET units = units + 1
        """)
    void what_does_not_add_up_is_found_and_named(String check, String tampering) {
        assertThat(SHOP.database().<Integer>write(tx -> tx.handle().execute(tampering)))
                .isPositive();
        JsonNode books = books();
        assertThat(books.path("balanced").booleanValue()).isFalse();
        assertThat(StreamSupport.stream(books.path("checks").spliterator(), false)
                        .filter(each -> !each.path("violations").isEmpty())
                        .map(each -> each.path("name").textValue()))
                .contains(check);
        SHOP.admin().post("/admin/reset").require(200);
    }

    @Test
    void the_books_are_open_to_an_administrator_alone() {
        UNAUTHENTICATED.to(
                SHOP,
                "/admin/books",
                request -> request.header("Authorization", "Bearer wrong").get("/admin/books"));
        malformed("limit").toGet(SHOP, "/admin/books?limit=1");
    }

    private static JsonNode books() {
        return json(SHOP.admin().get("/admin/books"), 200);
    }
}
