package io.jangteo.product;

import static io.jangteo.ErrorTable.PRODUCT_NOT_FOUND;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.ErrorTable.notOnSale;
import static io.jangteo.ErrorTable.referenceTaken;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The administrator's products: their references, their sale, their lists, and the movements of their stocks. */
@BothEngines
class ProductOfficeRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String PRODUCTS = "/admin/products";

    @Test
    void a_reference_is_one_products_and_leads_to_that_product() {
        Map<String, Object> wanted = Map.of("name", "사과", "price", 3_000, "stock", 10, "reference", "apple");
        long product = json(SHOP.admin(wanted).post(PRODUCTS), 201).path("id").longValue();
        SHOP.product("배", 1, 1);
        String shown = """
                {"id":%d,"name":"사과","price":3000,"stock":10,"onSale":true,"reference":"apple"}
                """.formatted(product);
        String list = "{\"products\":[%s],\"nextCursor\":null}";
        assertReply(SHOP.admin().get(PRODUCTS + "/" + product), 200, shown);
        assertReply(SHOP.admin().get(PRODUCTS + "?reference=apple"), 200, list, shown);
        assertReply(SHOP.admin().get(PRODUCTS + "?reference=apple&onSale=true&sort=name"), 200, list, shown);
        assertReply(SHOP.admin().get(PRODUCTS + "?reference=apple&onSale=false"), 200, list, "");
        assertReply(SHOP.admin().get(PRODUCTS + "?reference=Apple"), 200, list, "");
        referenceTaken(product).toPost(SHOP, PRODUCTS, wanted);
        malformed("reference").toGet(SHOP, PRODUCTS + "?reference=a/b");
        assertThat(StockMovements.of(SHOP, product)).containsExactly("INITIAL 10 10 created");
    }

    @Test
    void what_is_not_on_sale_is_gone_for_shoppers_and_comes_back() {
        long user = SHOP.user(50_000);
        long apple = SHOP.product("사과", 3_000, 10);
        long pear = SHOP.product("배", 4_000, 10);
        long pending = SHOP.order(user, apple, 1);
        long cancelled = SHOP.order(user, apple, 1);
        long refunded = SHOP.order(user, apple, 1);
        long expired = SHOP.order(user, apple, 1);
        json(SHOP.pay(refunded, user), 200);
        assertReply(SHOP.admin("{\"onSale\":false}").patch(PRODUCTS + "/" + apple), 200, """
                {"id":%d,"name":"사과","price":3000,"stock":6,"onSale":false,"reference":null}
                """, apple);
        PRODUCT_NOT_FOUND.toGet(SHOP, "/products/" + apple);
        assertReply(SHOP.api().get("/products"), 200, """
                {"products":[{"id":%d,"name":"배","price":4000,"stock":10}],"nextCursor":null}
                """, pear);
        notOnSale(apple, "사과")
                .toPost(
                        SHOP,
                        "/orders",
                        Map.of("userId", user, "items", List.of(Map.of("productId", apple, "quantity", 1))));
        // What was ordered before goes on.
        assertThat(json(SHOP.pay(pending, user), 200).path("status").textValue())
                .isEqualTo("PAID");
        assertThat(json(SHOP.cancel(cancelled, user), 200).path("status").textValue())
                .isEqualTo("CANCELLED");
        assertThat(json(SHOP.cancel(refunded, user), 200).path("status").textValue())
                .isEqualTo("REFUNDED");
        SHOP.advance(Duration.ofMinutes(30));
        assertThat(json(SHOP.api().get("/orders/{id}?userId={user}", expired, user), 200)
                        .path("status")
                        .textValue())
                .isEqualTo("EXPIRED");
        json(SHOP.admin(Map.of("delta", 5, "reason", "입고")).post(PRODUCTS + "/" + apple + "/stock"), 200);
        assertThat(json(SHOP.admin().get(PRODUCTS + "/" + apple), 200)
                        .path("stock")
                        .intValue())
                .isEqualTo(14);
        json(SHOP.admin("{\"price\":2000,\"onSale\":true}").patch(PRODUCTS + "/" + apple), 200);
        assertReply(SHOP.api().get("/products/{id}", apple), 200, """
                {"id":%d,"name":"사과","price":2000,"stock":14}
                """, apple);
        SHOP.order(user, apple, 1);
    }

    @Test
    void the_popular_ones_are_those_on_sale() {
        long user = SHOP.user(500_000);
        List<Long> products = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            long product = SHOP.product("사과", 1_000, 100);
            products.add(product);
            json(SHOP.pay(SHOP.order(user, product, 20 - i), user), 200);
        }
        SHOP.advance(Duration.ofDays(1));
        assertThat(popular()).isEqualTo(products.subList(0, 5));
        json(SHOP.admin("{\"onSale\":false}").patch(PRODUCTS + "/" + products.get(1)), 200);
        List<Long> left = new ArrayList<>(products);
        left.remove(1);
        assertThat(popular()).isEqualTo(left.subList(0, 5));
        JsonNode explained = json(SHOP.api().get("/products/popular?explain=true"), 200);
        assertThat(explained.at("/firstOut/productId").longValue()).isEqualTo(left.get(5));
    }

    @Test
    void products_are_listed_by_sale_name_and_stock_in_pages_that_neither_skip_nor_repeat() {
        List<Long> ids = new ArrayList<>();
        for (String name : List.of("나", "Z", "가", "a", "\ud83c\udf4e", "\uff21", "가")) {
            long stock = 7 - ids.size() % 3;
            long id = SHOP.product(name, 1, stock);
            if (ids.size() % 2 == 1) {
                json(SHOP.admin("{\"onSale\":false}").patch(PRODUCTS + "/" + id), 200);
            }
            ids.add(id);
        }
        held("", of(ids, 0, 1, 2, 3, 4, 5, 6));
        held("?sort=id&onSale=false", of(ids, 1, 3, 5));
        held("?onSale=true", of(ids, 0, 2, 4, 6));
        held("?sort=name", of(ids, 1, 3, 2, 6, 0, 5, 4));
        held("?sort=name&onSale=true", of(ids, 2, 6, 0, 4));
        held("?sort=name&onSale=false", of(ids, 1, 3, 5));
        held("?sort=stock", of(ids, 2, 5, 1, 4, 0, 3, 6));
        held("?sort=stock&onSale=true", of(ids, 2, 4, 0, 6));
        new PagedList(SHOP, "/products", "products").assertHold(of(ids, 0, 2, 4, 6));
        PagedList pages = new PagedList(SHOP, PRODUCTS + "?sort=name", "products");
        String cursor = pages.page(1, null).path("nextCursor").textValue();
        malformed("cursor")
                .to(
                        SHOP,
                        PRODUCTS,
                        request -> request.queryParam("cursor", cursor).get(PRODUCTS + "?sort=stock"));
        for (String query : List.of("sort=-stock", "sort=price", "onSale=1", "onSale=TRUE")) {
            malformed(query.split("=")[0]).toGet(SHOP, PRODUCTS + "?" + query);
        }
    }

    @Test
    void the_movements_of_a_stock_are_listed_newest_first_with_their_reasons() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 10);
        SHOP.order(user, SHOP.product("배", 1, 9), 2);
        json(SHOP.admin(Map.of("delta", 5, "reason", "입고")).post(PRODUCTS + "/" + product + "/stock"), 200);
        long order = SHOP.order(user, product, 2);
        JsonNode cancelled = json(SHOP.cancel(order, user), 200);
        String path = PRODUCTS + "/" + product + "/stock-movements";
        JsonNode page = json(SHOP.admin().get(path), 200);
        List<Long> ids = new ArrayList<>();
        page.path("movements").forEach(movement -> ids.add(movement.path("id").longValue()));
        assertReply(
                SHOP.admin().get(path),
                200,
                """
                {"movements":[
                   {"id":%1$d,"productId":%5$d,"kind":"CANCEL","delta":2,"stockAfter":15,"reason":"order:%6$d","at":%8$s},
                   {"id":%2$d,"productId":%5$d,"kind":"ORDER","delta":-2,"stockAfter":13,"reason":"order:%6$d","at":%7$s},
                   {"id":%3$d,"productId":%5$d,"kind":"ADJUST","delta":5,"stockAfter":15,"reason":"입고","at":%9$s},
                   {"id":%4$d,"productId":%5$d,"kind":"INITIAL","delta":10,"stockAfter":10,"reason":"created","at":%10$s}],
                 "nextCursor":null}
                """,
                ids.get(0),
                ids.get(1),
                ids.get(2),
                ids.get(3),
                product,
                order,
                cancelled.path("createdAt"),
                page.at("/movements/0/at"),
                page.at("/movements/2/at"),
                page.at("/movements/3/at"));
        assertThat(ids).isSortedAccordingTo((one, other) -> Long.compare(other, one));
        PagedList pages = new PagedList(SHOP, path, "movements");
        pages.assertHold(ids);
        pages.assertRefuseWhatIsNone();
        PRODUCT_NOT_FOUND.toGet(SHOP, PRODUCTS + "/99/stock-movements");
        malformed("id").toGet(SHOP, PRODUCTS + "/one/stock-movements");
    }

    @Test
    @SqliteOnly("an older file")
    void a_shop_of_the_version_before_has_everything_on_sale_and_no_references() throws Exception {
        long user = SHOP.user("김하나", 700);
        long product = SHOP.product("사과", 3_000, 10);
        long order = SHOP.order(user, product, 1);
        SHOP.restartOnOlder(12);
        assertReply(SHOP.admin().get(PRODUCTS + "/" + product), 200, """
                {"id":%d,"name":"사과","price":3000,"stock":9,"onSale":true,"reference":null}
                """, product);
        held("?sort=stock&onSale=true", List.of(product));
        assertReply(SHOP.admin().get("/admin/users?sort=-point"), 200, """
                {"users":[{"id":%d,"name":"김하나","point":700,"reference":null}],"nextCursor":null}
                """, user);
        json(SHOP.admin(Map.of("reason", "품절")).post("/admin/orders/{id}/cancel", order), 200);
    }

    @Test
    void they_are_seen_with_the_admin_key_alone() {
        long product = SHOP.product("사과", 3_000, 10);
        for (String path : List.of("", "/" + product, "/" + product + "/stock-movements")) {
            UNAUTHENTICATED.to(
                    SHOP, PRODUCTS + path, request -> request.bearer("wrong").get(PRODUCTS + path));
        }
        PRODUCT_NOT_FOUND.toGet(SHOP, PRODUCTS + "/99");
        malformed("id").toGet(SHOP, PRODUCTS + "/one");
    }

    private static void held(String query, List<Long> expected) {
        new PagedList(SHOP, PRODUCTS + query, "products").assertHold(expected);
    }

    private static List<Long> of(List<Long> ids, int... places) {
        List<Long> chosen = new ArrayList<>();
        for (int place : places) {
            chosen.add(ids.get(place));
        }
        return chosen;
    }

    private static List<Long> popular() {
        List<Long> listed = new ArrayList<>();
        json(SHOP.api().get("/products/popular"), 200)
                .path("products")
                .forEach(product -> listed.add(product.path("productId").longValue()));
        return listed;
    }
}
