package io.jangteo.order;

import static io.jangteo.ErrorTable.NOT_FOUND;
import static io.jangteo.ErrorTable.ORDER_NOT_FOUND;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.ErrorTable.methodNotAllowed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.TestShop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading orders. */
@BothEngines
class OrderRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);

    @Test
    void an_order_is_shown_to_its_user_alone() {
        long user = SHOP.user(0);
        long other = SHOP.user(0);
        long order = SHOP.order(user, SHOP.product("사과", 3_000, 10), 2);
        assertThat(REQUESTS.order(order, user).path("id").longValue()).isEqualTo(order);
        ORDER_NOT_FOUND.toGet(SHOP, "/orders/" + order + "?userId=" + other);
        // The same reply as for an order that does not exist.
        ORDER_NOT_FOUND.toGet(SHOP, "/orders/99?userId=" + user);
        assertReply(SHOP.api().get("/users/{id}/orders", other), 200, "{\"orders\":[],\"nextCursor\":null}");
    }

    @Test
    void the_user_is_looked_up_before_the_order() {
        USER_NOT_FOUND.toGet(SHOP, "/orders/99?userId=99");
        USER_NOT_FOUND.toGet(SHOP, "/users/99/orders");
    }

    @Test
    void whose_order_it_is_has_to_be_said_once_and_properly() {
        long user = SHOP.user(0);
        String path = "/orders/" + SHOP.order(user, SHOP.product("사과", 3_000, 10), 2);
        malformed("userId").toGet(SHOP, path);
        malformed("userId").toGet(SHOP, path + "?userId=");
        malformed("userId").toGet(SHOP, path + "?userId=one");
        malformed("userId")
                .to(
                        SHOP,
                        path,
                        request -> request.queryParam("userId", user, user).get(path));
        malformed("user").toGet(SHOP, path + "?userId=" + user + "&user=" + user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "-1", "1.0", "1234567890123456789"})
    void an_id_that_is_no_id_is_malformed(String id) {
        malformed("orderId").toGet(SHOP, "/orders/" + id + "?userId=99");
        malformed("userId").toGet(SHOP, "/users/" + id + "/orders");
    }

    @Test
    void the_orders_of_a_user_are_shown_whole_and_newest_first() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        long one = SHOP.order(user, product, 1);
        long two = SHOP.order(user, product, 2);
        SHOP.order(SHOP.user(0), product, 3);
        json(SHOP.pay(one, user), 200);
        assertReply(
                SHOP.api().get("/users/{id}/orders", user),
                200,
                "{\"orders\":[%s,%s],\"nextCursor\":null}",
                REQUESTS.order(two, user),
                REQUESTS.order(one, user));
    }

    @Test
    void pages_of_orders_neither_skip_nor_repeat() {
        long user = SHOP.user(0);
        long other = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 100);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(SHOP.order(user, product, 1));
            SHOP.order(other, product, 1);
        }
        Collections.reverse(ids);
        PagedList pages = new PagedList(SHOP, "/users/" + user + "/orders", "orders");
        pages.assertHold(ids);
        pages.assertRefuseWhatIsNone();
    }

    @Test
    void an_order_that_comes_between_two_pages_is_not_on_the_second() {
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 3_000, 100);
        long first = SHOP.order(user, product, 1);
        SHOP.order(user, product, 1);
        PagedList pages = new PagedList(SHOP, "/users/" + user + "/orders", "orders");
        JsonNode page = pages.page(1, null);
        SHOP.order(user, product, 1);
        JsonNode rest = pages.page(5, page.path("nextCursor").textValue()).path("orders");
        assertThat(rest).hasSize(1);
        assertThat(rest.path(0).path("id").longValue()).isEqualTo(first);
    }

    @Test
    void an_order_is_not_deleted_and_has_no_other_parts() {
        long user = SHOP.user(0);
        String path = "/orders/" + SHOP.order(user, SHOP.product("사과", 3_000, 10), 2);
        methodNotAllowed("GET, HEAD, OPTIONS").to(SHOP, path, request -> request.send("DELETE", path));
        methodNotAllowed("OPTIONS, POST").toGet(SHOP, path + "/payment");
        assertThat(SHOP.api().send("DELETE", path).header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(SHOP.api().get(path + "/payment").header("Allow")).isEqualTo("OPTIONS, POST");
        NOT_FOUND.toPost(SHOP, path + "/refund", "{\"userId\":" + user + "}");
    }
}
