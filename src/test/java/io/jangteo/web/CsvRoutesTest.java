package io.jangteo.web;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lists that can be taken away as CSV: what another program reads in them is what the list says. */
@BothEngines
class CsvRoutesTest {
    private static final String CSV = "text/csv";

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void every_such_list_says_in_csv_exactly_what_it_says_in_json() {
        Random random = new Random(7);
        long product = SHOP.product("=1+1", 3_000, 10_000);
        SHOP.product("사과, \"햇\" 5kg", 2_000, 10_000);
        long coupon = SHOP.coupon(500, 1_000);
        long user = 0;
        for (int i = 0; i < 5; i++) {
            user = SHOP.user(List.of("=김하나", "+82", "-이", "@두리", "a,\"b\"").get(i), 900_000);
            SHOP.issue(coupon, user);
        }
        for (int i = 0; i < 3; i++) {
            long order = SHOP.order(user, product, 1 + random.nextInt(5));
            SHOP.pay(order, user).require(200);
        }
        json(SHOP.admin(Map.of("delta", -3, "reason", "=파손")).post("/admin/products/{id}/stock", product), 200);
        for (String list : List.of(
                "/admin/users",
                "/admin/users?sort=-point",
                "/admin/users?sort=name",
                "/admin/products",
                "/admin/products?sort=stock&onSale=true",
                "/admin/products/" + product + "/stock-movements",
                "/admin/coupons/" + coupon + "/issued",
                "/admin/coupons/" + coupon + "/issued?status=USED",
                "/admin/orders",
                "/admin/orders?status=PAID&userId=" + user,
                "/admin/sales?days=2",
                "/admin/users/" + user + "/points/history",
                "/admin/audit?operation=createUser",
                "/admin/audit")) {
            assertThat(rows(csv(list))).as(list).isEqualTo(rowsOfJson(list, null));
        }
    }

    @Test
    void a_list_of_many_pages_is_whole() {
        SHOP.database().run(tx -> {
            for (int i = 1; i <= 1_001; i++) {
                tx.handle()
                        .execute(
                                "INSERT INTO shop_user (name, point, point_max, created_at) VALUES (?, 0, 1000000, 0)",
                                "손님 " + i % 300);
            }
        });
        for (String list : List.of("/admin/users", "/admin/users?sort=name", "/admin/users?sort=-point")) {
            List<Map<String, String>> rows = rows(csv(list));
            assertThat(rows).as(list).hasSize(1_001);
            assertThat(rows).isEqualTo(rowsOfJson(list, null));
        }
        SHOP.database().run(tx -> tx.handle().execute("DELETE FROM shop_user"));
    }

    @Test
    void an_order_is_a_row_or_as_many_as_it_has_lines() {
        long user = SHOP.user(900_000);
        long apple = SHOP.product("사과", 3_000, 100);
        long pear = SHOP.product("배", 2_000, 100);
        List<Map<String, Long>> items =
                List.of(Map.of("productId", apple, "quantity", 2L), Map.of("productId", pear, "quantity", 1L));
        json(SHOP.api(Map.of("userId", user, "items", items)).post("/orders"), 201);
        SHOP.order(user, apple, 1);
        assertThat(rows(csv("/admin/orders"))).hasSize(2);
        List<Map<String, String>> lines = rows(csv("/admin/orders?lines=true"));
        assertThat(lines).isEqualTo(rowsOfJson("/admin/orders", "items")).hasSize(3);
        assertThat(lines.get(1)).containsEntry("items.name", "사과").containsEntry("items.quantity", "2");
        assertThat(SHOP.admin().get("/admin/orders?lines=true").outcome()).isEqualTo("400 MALFORMED_REQUEST");
        assertThat(as(CSV).get("/admin/orders?lines=maybe").outcome()).isEqualTo("400 MALFORMED_REQUEST");
        assertThat(as(CSV).get("/admin/users?lines=true").outcome()).isEqualTo("400 MALFORMED_REQUEST");
        SHOP.advance(Duration.ofHours(1));
    }

    @Test
    void the_text_is_a_file_that_spreadsheets_open() {
        SHOP.user("김하나", 5);
        Response reply = csv("/admin/users");
        assertThat(reply.text()).isEqualTo("\uFEFFid,name,point,reference\r\n1,김하나,5,\r\n");
        assertThat(reply.header("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(reply.header("Content-Disposition")).isEqualTo("attachment; filename=\"users.csv\"");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Vary")).contains("Accept");
    }

    @Test
    void there_is_no_part_of_a_csv() {
        for (String query : List.of("limit=5", "cursor=AAAA", "limit=5&cursor=AAAA")) {
            assertThat(as(CSV).get("/admin/users?" + query).outcome()).as(query).isEqualTo("400 MALFORMED_REQUEST");
        }
        as(CSV).get("/admin/users?limit=&cursor=").require(200);
    }

    @Test
    void a_refusal_is_a_refusal_whatever_was_asked_for() {
        assertThat(as(CSV).get("/admin/products/999/stock-movements").outcome()).isEqualTo("404 PRODUCT_NOT_FOUND");
        assertThat(as(CSV).get("/admin/users?sort=shoe").outcome()).isEqualTo("400 MALFORMED_REQUEST");
        assertThat(SHOP.api().header("Accept", CSV).get("/admin/users").outcome())
                .isEqualTo("401 UNAUTHENTICATED");
    }

    @Test
    void what_the_caller_likes_best_is_answered_and_json_if_csv_is_not_named() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("text/csv", CSV);
        expected.put("TEXT/CSV; charset=utf-8", CSV);
        expected.put("text/csv, application/json", CSV);
        expected.put("text/csv;q=0.5, */*;q=0.1", CSV);
        expected.put("application/json, text/csv;q=0.9", "application/json");
        expected.put("text/csv;q=0.4, application/*;q=0.5", "application/json");
        expected.put("text/csv;q=0", "application/json");
        expected.put("*/*", "application/json");
        expected.put("text/*", "application/json");
        expected.put("application/xml", "application/json");
        expected.forEach((accept, type) -> assertThat(
                        as(accept).get("/admin/users").require(200).header("Content-Type"))
                .as(accept)
                .startsWith(type));
    }

    @Test
    void a_list_that_has_no_csv_is_json_as_ever() {
        assertThat(as(CSV).get("/admin/coupons").require(200).header("Content-Type"))
                .isEqualTo("application/json");
    }

    @Test
    void the_head_of_a_csv_can_be_asked_for_alone() {
        RawRequest get =
                Examples.administrator(RawRequest.get("/api/v1/admin/users")).header("Accept: " + CSV);
        Response head;
        try (Connection connection = Connection.to(SHOP.baseUrl())) {
            head = connection.send(get.method("HEAD").bytes()).readHead();
        }
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith(CSV);
        assertThat(head.headers()).as("a length that is not the list's").doesNotContainKey("Content-Length");
        assertThat(head.text()).isEmpty();
    }

    private static ApiCall as(String accept) {
        return SHOP.admin().header("Accept", accept);
    }

    private static Response csv(String list) {
        return as(CSV).get(list).require(200);
    }

    /** Takes the apostrophe away that keeps a spreadsheet from running a text. */
    private static List<Map<String, String>> rows(Response reply) {
        String text = reply.text();
        assertThat(text).startsWith("\uFEFF").endsWith("\r\n");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(text.substring(1), format)) {
            List<Map<String, String>> rows = new ArrayList<>();
            for (CSVRecord record : parser) {
                Map<String, String> row = new LinkedHashMap<>(record.toMap());
                row.replaceAll((name, value) -> value.matches("'[=+\\-@].*") ? value.substring(1) : value);
                rows.add(row);
            }
            return rows;
        } catch (IOException thrown) {
            throw new IllegalStateException(text, thrown);
        }
    }

    /** @param inside the list inside of a row of which each item is to be a row */
    private static List<Map<String, String>> rowsOfJson(String list, String inside) {
        List<Map<String, String>> rows = new ArrayList<>();
        String cursor = "";
        do {
            String query = (list.contains("?") ? "&" : "?") + "cursor=" + cursor;
            JsonNode page = json(
                    list.contains("/sales")
                            ? SHOP.admin().get(list)
                            : SHOP.admin().get(list + query + "&limit=100"),
                    200);
            for (Iterator<JsonNode> fields = page.elements(); fields.hasNext(); ) {
                JsonNode field = fields.next();
                for (JsonNode item : field) {
                    if (inside == null) {
                        rows.add(flat(item, ""));
                        continue;
                    }
                    for (JsonNode line : item.path(inside)) {
                        Map<String, String> row = flat(item, "");
                        row.putAll(flat(line, inside + "."));
                        rows.add(row);
                    }
                }
                if (field.isArray()) {
                    break; // The names of users beside the rows are none.
                }
            }
            cursor = page.path("nextCursor").asText("");
            cursor = page.path("nextCursor").isTextual() ? cursor : "";
        } while (!cursor.isEmpty());
        return rows;
    }

    private static Map<String, String> flat(JsonNode item, String prefix) {
        Map<String, String> row = new LinkedHashMap<>();
        item.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isObject()) {
                row.putAll(flat(value, prefix + field.getKey() + "."));
            } else if (!value.isArray()) {
                row.put(prefix + field.getKey(), value.isNull() ? "" : value.asText());
            }
        });
        return row;
    }
}
