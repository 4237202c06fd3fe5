package io.jangteo.user;

import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.ErrorTable.referenceTaken;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the administrator knows of a user, and how users are found. */
@BothEngines
class UserOfficeRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String USERS = "/admin/users";

    @Test
    void a_reference_is_one_users_and_leads_to_that_user() {
        String longest = "A-z.0_9-" + "x".repeat(56);
        Map<String, String> wanted = Map.of("name", "김하나", "reference", longest);
        long user = json(SHOP.admin(wanted).post(USERS), 201).path("id").longValue();
        SHOP.user("이두리", 0);
        String shown = "{\"id\":%d,\"name\":\"김하나\",\"point\":0,\"reference\":\"%s\"}".formatted(user, longest);
        assertReply(
                SHOP.admin().get(USERS + "?reference=" + longest), 200, "{\"users\":[%s],\"nextCursor\":null}", shown);
        assertReply(
                SHOP.admin().get(USERS + "?sort=-point&limit=1&reference=" + longest),
                200,
                "{\"users\":[%s],\"nextCursor\":null}",
                shown);
        assertThat(json(SHOP.admin().get(USERS + "?reference=crm-2"), 200).path("users"))
                .isEmpty();
        referenceTaken(user).toPost(SHOP, USERS, Map.of("name", "박세리", "reference", longest));
        json(
                SHOP.admin(Map.of("name", "박세리", "reference", longest.toLowerCase()))
                        .post(USERS),
                201);
        malformed("reference").toPost(SHOP, USERS, Map.of("name", "박세리", "reference", longest + "x"));
        malformed("reference").toGet(SHOP, USERS + "?reference=a%20b");
        // Products have references of their own.
        Map<String, Object> product = Map.of("name", "사과", "price", 1, "stock", 1, "reference", longest);
        json(SHOP.admin(product).post("/admin/products"), 201);
    }

    @Test
    void a_key_repeats_the_first_reply_and_frees_itself_by_a_refusal() {
        Map<String, String> wanted = Map.of("name", "김하나", "reference", "crm-1");
        Response first = SHOP.admin(wanted).header("Idempotency-Key", "k").post(USERS);
        assertThat(json(first, 201).path("reference").textValue()).isEqualTo("crm-1");
        Response again = SHOP.admin(wanted).header("Idempotency-Key", "k").post(USERS);
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(SHOP.admin(wanted).header("Idempotency-Key", "l").post(USERS).status())
                .isEqualTo(409);
        Map<String, String> other = Map.of("name", "김하나", "reference", "crm-2");
        json(SHOP.admin(other).header("Idempotency-Key", "l").post(USERS), 201);
    }

    @Test
    void a_user_is_renamed_and_keeps_the_rest() {
        long user = SHOP.user("김하나", 700);
        String path = USERS + "/" + user;
        String expected = "{\"id\":%d,\"name\":\"%s\",\"point\":700,\"reference\":null}";
        assertReply(SHOP.admin("{\"name\":\" 김둘 \"}").patch(path), 200, expected, user, "김둘");
        assertReply(SHOP.admin("{}").patch(path), 200, expected, user, "김둘");
        assertReply(SHOP.api().get("/users/{id}", user), 200, "{\"id\":%d,\"name\":\"김둘\",\"point\":700}", user);
        for (String body : List.of("{\"name\":null}", "{\"name\":\"\"}", "{\"name\":7}")) {
            malformed("name").toPatch(SHOP, path, body);
        }
        malformed("point").toPatch(SHOP, path, "{\"name\":\"김\",\"point\":1}");
        malformed("reference").toPatch(SHOP, path, "{\"reference\":\"crm-1\"}");
        USER_NOT_FOUND.toPatch(SHOP, USERS + "/99", Map.of("name", "김"));
        malformed("id").toPatch(SHOP, USERS + "/one", Map.of("name", "김"));
        UNAUTHENTICATED.to(
                SHOP,
                path,
                request -> request.bearer("wrong").json("{\"name\":\"김\"}").patch(path));
    }

    @Test
    void a_name_that_was_sent_decomposed_is_the_name_as_it_is_typed() {
        String typed = "홍길동 Zoé";
        String decomposed = Normalizer.normalize(typed, Normalizer.Form.NFD);
        JsonNode made = json(SHOP.admin(Map.of("name", decomposed)).post(USERS), 201);
        assertThat(made.path("name").textValue()).isEqualTo(typed);
        for (String query : List.of(typed, decomposed, "길동", Normalizer.normalize("길동", Normalizer.Form.NFD))) {
            assertThat(json(SHOP.admin().queryParam("query", query).get(USERS), 200)
                            .at("/users/0/id"))
                    .as(query)
                    .isEqualTo(made.path("id"));
        }
        String longest = Normalizer.normalize("각".repeat(100), Normalizer.Form.NFD);
        json(SHOP.admin(Map.of("name", longest)).post(USERS), 201);
        malformed("name").toPost(SHOP, USERS, Map.of("name", longest + "a"));
    }

    @Test
    void a_user_is_shown_with_the_numbers_of_orders_and_coupons() {
        Instant before = SHOP.now();
        long user = SHOP.user("김하나", 500_000);
        long product = SHOP.product("사과", 1_000, 100);
        SHOP.order(SHOP.user(0), product, 1);
        details(user, 0, 0, 0, 0, 0);
        for (int i = 0; i < 6; i++) {
            SHOP.order(user, product, 1);
        }
        List<Long> orders = orders(user);
        orders.subList(0, 4).forEach(order -> json(SHOP.pay(order, user), 200));
        json(SHOP.cancel(orders.get(0), user), 200);
        json(SHOP.cancel(orders.get(5), user), 200);
        SHOP.issue(SHOP.coupon(1_000, 9), user);
        SHOP.issue(SHOP.coupon(1_000, 9), user);
        JsonNode shown = details(user, 1, 3, 1, 1, 2);
        assertThat(moment(shown.path("createdAt"))).isAfterOrEqualTo(before).isBeforeOrEqualTo(SHOP.now());
        USER_NOT_FOUND.toGet(SHOP, USERS + "/99");
        malformed("id").toGet(SHOP, USERS + "/one");
        UNAUTHENTICATED.to(
                SHOP, USERS + "/1", request -> request.bearer("wrong").get(USERS + "/1"));
    }

    @Test
    void users_are_listed_by_name_and_by_points_in_pages_that_neither_skip_nor_repeat() {
        List<Long> ids = new ArrayList<>();
        // Sorted by code points: those of Java's characters would put the last one before the one in front of it.
        for (String name : List.of("나", "Z", "가", "a", "\ud83c\udf4e", "\uff21", "가")) {
            ids.add(SHOP.user(name, ids.size() % 3 * 10));
        }
        List<Long> byName = List.of(ids.get(1), ids.get(3), ids.get(2), ids.get(6), ids.get(0), ids.get(5), ids.get(4));
        List<Long> byPoints =
                List.of(ids.get(5), ids.get(2), ids.get(4), ids.get(1), ids.get(6), ids.get(3), ids.get(0));
        new PagedList(SHOP, USERS + "?sort=id", "users").assertHold(ids);
        new PagedList(SHOP, USERS + "?sort=name", "users").assertHold(byName);
        new PagedList(SHOP, USERS + "?sort=-point", "users").assertHold(byPoints);
        for (String sort : List.of("point", "-id", "NAME", "name,id")) {
            malformed("sort").toGet(SHOP, USERS + "?sort=" + sort);
        }
    }

    @Test
    void a_user_who_spends_between_two_pages_moves_no_page() {
        long rich = SHOP.user("부자", 900);
        long middle = SHOP.user("중간", 500);
        long poor = SHOP.user("빈자", 100);
        PagedList pages = new PagedList(SHOP, USERS + "?sort=-point", "users");
        JsonNode first = pages.page(1, null);
        assertThat(first.at("/users/0/id").longValue()).isEqualTo(rich);
        json(SHOP.admin(Map.of("amount", -900, "reason", "정정")).post(USERS + "/" + rich + "/points/adjust"), 200);
        JsonNode second = pages.page(2, first.path("nextCursor").textValue());
        assertThat(second.at("/users/0/id").longValue()).isEqualTo(middle);
        assertThat(second.at("/users/1/id").longValue()).isEqualTo(poor);
    }

    @Test
    void a_cursor_of_another_order_or_of_nobody_is_refused() {
        SHOP.user("김하나", 1);
        SHOP.user("이두리", 2);
        String byName = USERS + "?sort=name";
        String cursor = new PagedList(SHOP, byName, "users")
                .page(1, null)
                .path("nextCursor")
                .textValue();
        for (String other : List.of("", "?sort=id", "?sort=-point")) {
            malformed("cursor")
                    .to(
                            SHOP,
                            USERS,
                            request -> request.queryParam("cursor", cursor).get(USERS + other));
        }
        // A cursor names its list, but is not signed: what else it says may be anybody's.
        String points = new PagedList(SHOP, USERS + "?sort=-point", "users")
                .page(1, null)
                .path("nextCursor")
                .textValue();
        malformed("cursor")
                .to(
                        SHOP,
                        USERS,
                        request -> request.queryParam("cursor", forged(points, "two"))
                                .get(USERS + "?sort=-point"));
        malformed("cursor")
                .to(
                        SHOP,
                        USERS,
                        request -> request.queryParam("cursor", forged(cursor, "\0"))
                                .get(byName));
        String byId = new PagedList(SHOP, "/products", "products").path();
        SHOP.product("사과", 1, 1);
        SHOP.product("배", 1, 1);
        String products = new PagedList(SHOP, byId, "products")
                .page(1, null)
                .path("nextCursor")
                .textValue();
        malformed("cursor")
                .to(
                        SHOP,
                        byId,
                        request -> request.queryParam("cursor", forged(products, "a"))
                                .get(byId));
    }

    private static String forged(String cursor, String key) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(17 + text.length)
                        .put(bytes, 0, 17)
                        .put(text)
                        .array());
    }

    private static JsonNode details(long user, int pending, int paid, int refunded, int cancelled, int coupons) {
        Response reply = SHOP.admin().get(USERS + "/" + user);
        JsonNode shown = json(reply, 200);
        assertReply(
                reply,
                200,
                """
                {"id":%d,"name":"김하나","point":%d,"createdAt":%s,"reference":null,
                 "orders":{"PENDING":%d,"PAID":%d,"REFUNDED":%d,"CANCELLED":%d,"EXPIRED":0},"coupons":%d}
                """,
                user,
                SHOP.pointsOf(user),
                shown.path("createdAt"),
                pending,
                paid,
                refunded,
                cancelled,
                coupons);
        return shown;
    }

    private static List<Long> orders(long user) {
        List<Long> ids = new ArrayList<>();
        json(SHOP.api().get("/users/{id}/orders", user), 200)
                .path("orders")
                .forEach(order -> ids.add(order.path("id").longValue()));
        return ids;
    }
}
