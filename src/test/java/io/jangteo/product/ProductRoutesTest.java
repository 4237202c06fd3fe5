package io.jangteo.product;

import static io.jangteo.ErrorTable.PRODUCT_NOT_FOUND;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The products, and how an administrator changes them. */
@BothEngines
class ProductRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_product_is_shown_with_its_price_and_what_is_left() {
        long product = SHOP.product("사과", 3_000, 10);
        assertReply(SHOP.api().get("/products/{id}", product), 200, """
                {"id":%d,"name":"사과","price":3000,"stock":10}
                """, product);
        SHOP.order(SHOP.user(0), product, 4);
        assertThat(SHOP.stockOf(product)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "999999999999999999"})
    void a_product_that_is_not_there_is_not_found(String id) {
        assertThat(SHOP.product("사과", 3_000, 10)).isEqualTo(1);
        PRODUCT_NOT_FOUND.toGet(SHOP, "/products/" + id);
        PRODUCT_NOT_FOUND.toPatch(SHOP, "/admin/products/" + id, Map.of("price", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apple", "-1", "1.0", "1234567890123456789"})
    void an_id_that_is_no_id_is_malformed(String id) {
        malformed("productId").toGet(SHOP, "/products/" + id);
        malformed("id").toPatch(SHOP, "/admin/products/" + id, Map.of("price", 1));
    }

    @Test
    void the_list_of_products_is_in_the_order_of_their_ids() {
        assertReply(SHOP.api().get("/products"), 200, "{\"products\":[],\"nextCursor\":null}");
        SHOP.product("배", 5_000, 0);
        SHOP.product("사과", 3_000, 10);
        assertReply(SHOP.api().get("/products"), 200, """
                {"products":[{"id":1,"name":"배","price":5000,"stock":0},{"id":2,"name":"사과","price":3000,"stock":10}],
                 "nextCursor":null}
                """);
    }

    @Test
    void pages_of_products_neither_skip_nor_repeat() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(SHOP.product("사과", 3_000, 10));
        }
        PagedList pages = new PagedList(SHOP, "/products", "products");
        pages.assertHold(ids);
        pages.assertRefuseWhatIsNone();
    }

    @Test
    void a_new_product_is_found_at_the_location_and_has_its_first_movement() {
        Response reply =
                SHOP.admin("{\"name\":\" 사과 \",\"price\":3000,\"stock\":10}").post("/admin/products");
        long id = json(reply, 201).path("id").longValue();
        String product = "{\"id\":%d,\"name\":\"사과\",\"price\":3000,\"stock\":10}".formatted(id);
        assertReply(reply, 201, product.replace("}", ",\"onSale\":true,\"reference\":null}"));
        assertThat(reply.header("Location")).isEqualTo("/api/v1/products/" + id);
        assertReply(SHOP.api().basePath("").get(reply.header("Location")), 200, product);
        assertThat(movements(id)).containsExactly("INITIAL 10 10 created");
    }

    @Test
    void a_product_may_be_free_and_sold_out_or_as_dear_and_plentiful_as_can_be() {
        long free = SHOP.product("공짜", 0, 0);
        assertReply(SHOP.api().get("/products/{id}", free), 200, """
                {"id":%d,"name":"공짜","price":0,"stock":0}
                """, free);
        long dear = SHOP.product("보물", 1_000_000_000, 1_000_000_000);
        assertReply(SHOP.api().get("/products/{id}", dear), 200, """
                {"id":%d,"name":"보물","price":1000000000,"stock":1000000000}
                """, dear);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"price":1,"stock":1}                                | name
        {"name":"","price":1,"stock":1}                      | name
        {"name":7,"price":1,"stock":1}                       | name
        {"name":"배","stock":1}                              | price
        {"name":"배","price":null,"stock":1}                 | price
        {"name":"배","price":-1,"stock":1}                   | price
        {"name":"배","price":1000000001,"stock":1}           | price
        {"name":"배","price":1.0,"stock":1}                  | price
        {"name":"배","price":"1","stock":1}                  | price
        {"name":"배","price":9223372036854775808,"stock":1}  | price
        {"name":"배","price":1}                              | stock
        {"name":"배","price":1,"stock":-1}                   | stock
        {"name":"배","price":1,"stock":1000000001}           | stock
        {"name":"배","price":1,"stock":true}                 | stock
        {"name":"배","price":1,"stock":1,"id":7}             | id
        {"name":"배","price":1,"stock":1,"onSale":false}     | onSale
        {"name":"배","price":1,"stock":1,"reference":""}     | reference
        {"name":"배","price":1,"stock":1,"reference":"a b"}  | reference
        {"name":"배","price":1,"stock":1,"reference":7}      | reference
        {"name":"배","price":1,"stock":1,"price":2}          | body
        []                                                   | body
        """)
    void a_product_that_is_not_sound_is_not_created(String body, String field) {
        malformed(field).toPost(SHOP, "/admin/products", body);
    }

    @Test
    void what_is_given_is_changed_and_the_rest_stays() {
        long product = SHOP.product("사과", 3_000, 10);
        change(product, "{\"price\":3500}", "{\"id\":%d,\"name\":\"사과\",\"price\":3500,\"stock\":10}");
        change(product, "{\"name\":\"부사\"}", "{\"id\":%d,\"name\":\"부사\",\"price\":3500,\"stock\":10}");
        change(product, "{\"name\":\"배\",\"price\":0}", "{\"id\":%d,\"name\":\"배\",\"price\":0,\"stock\":10}");
        change(product, "{}", "{\"id\":%d,\"name\":\"배\",\"price\":0,\"stock\":10}");
        assertThat(movements(product)).hasSize(1);
    }

    @Test
    void an_order_keeps_the_name_and_price_it_was_placed_with() {
        long user = SHOP.user(10_000);
        long product = SHOP.product("사과", 3_000, 10);
        long order = SHOP.order(user, product, 2);
        change(product, "{\"name\":\"배\",\"price\":9}", "{\"id\":%d,\"name\":\"배\",\"price\":9,\"stock\":8}");
        JsonNode paid = json(SHOP.pay(order, user), 200);
        assertThat(paid.path("items").path(0).path("name").textValue()).isEqualTo("사과");
        assertThat(paid.path("totalAmount").intValue()).isEqualTo(6_000);
        assertThat(SHOP.pointsOf(user)).isEqualTo(4_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name":""}               | name
        {"name":7}                | name
        {"name":null}             | name
        {"price":null}            | price
        {"onSale":null}           | onSale
        {"onSale":"true"}         | onSale
        {"onSale":1}              | onSale
        {"price":1,"name":null}   | name
        {"reference":"apple"}     | reference
        {"price":-1}              | price
        {"price":1000000001}      | price
        {"price":0.5}             | price
        {"price":"1"}             | price
        {"stock":1}               | stock
        {"price":1,"price":2}     | body
        """)
    void a_change_that_is_not_sound_changes_nothing(String body, String field) {
        malformed(field).toPatch(SHOP, "/admin/products/" + SHOP.product("사과", 3_000, 10), body);
        malformed(field).toPatch(SHOP, "/admin/products/99", body);
    }

    @Test
    void products_are_created_and_changed_with_the_admin_key_alone() {
        String product = "/admin/products/" + SHOP.product("사과", 3_000, 10);
        UNAUTHENTICATED.to(
                SHOP,
                product,
                request -> request.header("Authorization", "Bearer wrong")
                        .json("{\"price\":1}")
                        .patch(product));
        UNAUTHENTICATED.to(
                SHOP,
                "/admin/products",
                request -> request.header("Authorization", "")
                        .json("{\"name\":\"배\",\"price\":1,\"stock\":1}")
                        .post("/admin/products"));
    }

    private static void change(long product, String body, String expected) {
        String whole = expected.replace("}", ",\"onSale\":true,\"reference\":null}");
        assertReply(SHOP.admin(body).patch("/admin/products/{id}", product), 200, whole, product);
        assertReply(SHOP.admin().get("/admin/products/{id}", product), 200, whole, product);
        assertReply(SHOP.api().get("/products/{id}", product), 200, expected, product);
    }

    private static List<String> movements(long product) {
        return StockMovements.of(SHOP, product);
    }
}
