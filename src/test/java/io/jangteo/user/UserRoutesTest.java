package io.jangteo.user;

import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
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

@BothEngines
class UserRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_user_is_shown_with_the_balance() {
        SHOP.user("이두리", 7);
        long user = SHOP.user("김하나", 50_000);
        assertReply(SHOP.api().get("/users/{id}", user), 200, """
                {"id":%d,"name":"김하나","point":50000}
                """, user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "999999999999999999"})
    void a_user_who_is_not_there_is_not_found(String id) {
        assertThat(SHOP.user(0)).isEqualTo(1);
        USER_NOT_FOUND.toGet(SHOP, "/users/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "-1", "1.0", "1e0", "0x1", "1234567890123456789"})
    void an_id_that_is_no_id_is_malformed(String id) {
        SHOP.user(0);
        malformed("userId").toGet(SHOP, "/users/" + id);
    }

    @Test
    void a_new_user_has_no_points_and_is_found_at_the_location() {
        Response reply = SHOP.admin(Map.of("name", "김하나")).post("/admin/users");
        long id = json(reply, 201).path("id").longValue();
        String user = "{\"id\":%d,\"name\":\"김하나\",\"point\":0}".formatted(id);
        assertReply(reply, 201, user.replace("}", ",\"reference\":null}"));
        assertThat(reply.header("Location")).isEqualTo("/api/v1/users/" + id);
        assertReply(SHOP.api().basePath("").get(reply.header("Location")), 200, user);
        assertThat(SHOP.entriesOf(id)).isEmpty();
    }

    @Test
    void a_name_has_up_to_a_hundred_characters_of_any_script_and_no_blanks_around_it() {
        String name = "🙂".repeat(99) + "김";
        JsonNode user = json(SHOP.admin(Map.of("name", "  " + name + " ")).post("/admin/users"), 201);
        assertThat(user.path("name").textValue()).isEqualTo(name);
        assertThat(json(SHOP.api().get("/users/{id}", user.path("id").longValue()), 200)
                        .path("name"))
                .isEqualTo(user.path("name"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                             | name
        {"name":null}                  | name
        {"name":""}                    | name
        {"name":"  "}                  | name
        {"name":"a\\u0000b"}           | name
        {"name":"a\\nb"}               | name
        {"name":"\\ud800"}             | name
        {"name":7}                     | name
        {"name":true}                  | name
        {"name":["김"]}                | name
        {"name":"김","point":100}      | point
        {"name":"김","id":7}           | id
        {"name":"김","reference":""}   | reference
        {"name":"김","reference":"ㄱ"} | reference
        {"name":"김","reference":7}    | reference
        {"name":"김","name":"이"}      | body
        {"name":"김"} {}               | body
        {"name":"김"                   | body
        ["김"]                         | body
        null                           | body
        """)
    void a_user_without_a_proper_name_is_not_created(String body, String field) {
        malformed(field).toPost(SHOP, "/admin/users", body);
    }

    @Test
    void a_name_of_more_than_a_hundred_characters_and_a_missing_body_are_malformed() {
        malformed("name").toPost(SHOP, "/admin/users", Map.of("name", "a".repeat(101)));
        malformed("body").toPost(SHOP, "/admin/users");
    }

    @Test
    void the_list_of_users_is_in_the_order_of_their_ids() {
        assertReply(SHOP.admin().get("/admin/users"), 200, "{\"users\":[],\"nextCursor\":null}");
        SHOP.user("김하나", 50_000);
        SHOP.user("이두리", 0);
        assertReply(SHOP.admin().get("/admin/users"), 200, """
                {"users":[{"id":1,"name":"김하나","point":50000,"reference":null},
                 {"id":2,"name":"이두리","point":0,"reference":null}],
                 "nextCursor":null}
                """);
    }

    @Test
    void pages_of_users_neither_skip_nor_repeat() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(SHOP.user(0));
        }
        PagedList pages = new PagedList(SHOP, "/admin/users", "users");
        pages.assertHold(ids);
        pages.assertRefuseWhatIsNone();
    }

    @Test
    void a_page_holds_twenty_unless_asked_for_more() {
        for (int i = 0; i < 21; i++) {
            SHOP.user(0);
        }
        JsonNode page = json(SHOP.admin().get("/admin/users"), 200);
        assertThat(page.path("users")).hasSize(20);
        assertThat(page.path("nextCursor").isTextual()).isTrue();
        assertThat(new PagedList(SHOP, "/admin/users", "users").page(100, null).path("users"))
                .hasSize(21);
    }

    @Test
    void a_user_who_comes_between_two_pages_comes_last() {
        SHOP.user("김하나", 0);
        SHOP.user("이두리", 0);
        PagedList pages = new PagedList(SHOP, "/admin/users", "users");
        JsonNode first = pages.page(1, null);
        SHOP.user("박세리", 0);
        JsonNode second = pages.page(2, first.path("nextCursor").textValue());
        assertThat(second.path("users").findValuesAsText("name")).containsExactly("이두리", "박세리");
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void users_are_created_and_listed_with_the_admin_key_alone() {
        for (String key : List.of("", "Bearer ", "Bearer wrong", "Basic " + TestShop.ADMIN_KEY, TestShop.ADMIN_KEY)) {
            UNAUTHENTICATED.to(
                    SHOP,
                    "/admin/users",
                    request -> request.header("Authorization", key).get("/admin/users"));
            // The caller is checked before the request.
            UNAUTHENTICATED.to(
                    SHOP,
                    "/admin/users",
                    request -> request.header("Authorization", key)
                            .contentType("text/plain")
                            .body("{")
                            .post("/admin/users"));
        }
        Response reply = SHOP.api().get("/admin/users");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
}
