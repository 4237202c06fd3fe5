package io.jangteo.product;

import static io.jangteo.ErrorTable.PRODUCT_NOT_FOUND;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.ErrorTable.outOfStock;
import static io.jangteo.Replies.assertReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goods that come in or go out other than by an order. */
@BothEngines
class StockRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_stock_goes_up_and_down_and_each_movement_has_its_reason() {
        long product = SHOP.product("사과", 3_000, 10);
        adjust(product, 5, "입고", 15);
        adjust(product, -3, "파손", 12);
        assertThat(StockMovements.of(SHOP, product))
                .containsExactly("INITIAL 10 10 created", "ADJUST 5 15 입고", "ADJUST -3 12 파손");
    }

    @Test
    void no_stock_goes_below_nothing() {
        long product = SHOP.product("사과", 3_000, 10);
        String path = "/admin/products/" + product + "/stock";
        outOfStock(product, "사과", 10).toPost(SHOP, path, change(-11));
        adjust(product, -10, "파손", 0);
        outOfStock(product, "사과", 0).toPost(SHOP, path, change(-1));
    }

    @Test
    void what_an_order_holds_cannot_be_taken_away() {
        long product = SHOP.product("사과", 3_000, 10);
        SHOP.order(SHOP.user(0), product, 4);
        outOfStock(product, "사과", 6).toPost(SHOP, "/admin/products/" + product + "/stock", change(-7));
        adjust(product, -6, "파손", 0);
    }

    @Test
    void no_stock_goes_above_a_thousand_million() {
        long product = SHOP.product("사과", 3_000, 999_999_999);
        malformed("delta").toPost(SHOP, "/admin/products/" + product + "/stock", change(2));
        adjust(product, 1, "입고", 1_000_000_000);
    }

    @Test
    void a_product_that_is_not_there_has_no_stock() {
        PRODUCT_NOT_FOUND.toPost(SHOP, "/admin/products/1/stock", change(1));
        PRODUCT_NOT_FOUND.toPost(SHOP, "/admin/products/1/stock", change(-1));
        malformed("id").toPost(SHOP, "/admin/products/apple/stock", change(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"reason":"입고"}                              | delta
        {"delta":null,"reason":"입고"}                 | delta
        {"delta":0,"reason":"입고"}                    | delta
        {"delta":1.0,"reason":"입고"}                  | delta
        {"delta":"1","reason":"입고"}                  | delta
        {"delta":1000000001,"reason":"입고"}           | delta
        {"delta":-1000000001,"reason":"입고"}          | delta
        {"delta":9223372036854775808,"reason":"입고"}  | delta
        {"delta":1}                                    | reason
        {"delta":1,"reason":""}                        | reason
        {"delta":1,"reason":false}                     | reason
        {"delta":1,"reason":"입고","stock":5}          | stock
        {"delta":1,"reason":"입고","delta":2}          | body
        """)
    void a_malformed_change_is_refused_even_before_the_product_is_looked_up(String body, String field) {
        malformed(field).toPost(SHOP, "/admin/products/" + SHOP.product("사과", 3_000, 10) + "/stock", body);
        malformed(field).toPost(SHOP, "/admin/products/99/stock", body);
    }

    @Test
    void a_stock_is_changed_with_the_admin_key_alone() {
        String path = "/admin/products/" + SHOP.product("사과", 3_000, 10) + "/stock";
        UNAUTHENTICATED.to(
                SHOP,
                path,
                request -> request.header("Authorization", "Bearer wrong")
                        .json(change(1))
                        .post(path));
    }

    private static void adjust(long product, long delta, String reason, long left) {
        assertReply(
                SHOP.admin(Map.of("delta", delta, "reason", reason)).post("/admin/products/{id}/stock", product),
                200,
                "{\"id\":%d,\"name\":\"사과\",\"price\":3000,\"stock\":%d,\"onSale\":true,\"reference\":null}",
                product,
                left);
        assertThat(SHOP.stockOf(product)).isEqualTo(left);
    }

    private static Map<String, Object> change(long delta) {
        return Map.of("delta", delta, "reason", "입고");
    }
}
