package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.Client;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Query parameters are read as strictly as bodies: only known ones, once each, with a valid value. */
@BothEngines
class QueryTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String AT = "2026-01-01T09:00:00%2B09:00";

    private static final Map<String, List<String>> WRONG = new HashMap<>(Map.of(
            "at",
            List.of(
                    "now",
                    "2026-01-01",
                    "2026-01-01T09:00:00",
                    "2026-01-01T09:00:00%2B25:00",
                    "2026-02-30T09:00:00Z",
                    "2026-01-01T09:00:00Z%00",
                    "2026-01-01T09:00:00Z,2026-01-01T09:00:00Z",
                    "2026-01-01T09:00:00%2B09:00[Asia/Seoul]",
                    "20260101T090000Z",
                    "1767225600",
                    "PT1H",
                    "null",
                    "-0001-01-01T00:00:00Z",
                    "-999999999-01-01T00:00:00Z",
                    "%2B999999999-01-01T00:00:00Z",
                    "9999-01-01T00:00:00Z"),
            "limit",
            List.of(
                    "0",
                    "-1",
                    "101",
                    "1.0",
                    "1e1",
                    "abc",
                    "%20",
                    "1%20",
                    "+1",
                    "0x1",
                    "1,2",
                    "null",
                    "99999999999",
                    "%00",
                    "1%00",
                    "%FF",
                    "%EF%BC%91%EF%BC%91x"),
            "cursor",
            List.of(
                    "abc",
                    "!!",
                    "%00",
                    "1",
                    "-1",
                    "%FF",
                    "aWQ",
                    "aWQ6",
                    "aWQ6eA",
                    encoded("id:1"),
                    encoded("id:-1"),
                    encoded("id:1x"),
                    encoded("ID:1"),
                    encoded("id:1234567890123456789"),
                    encoded("id:1' OR 1=1"),
                    "x".repeat(2_000)),
            "status",
            List.of(
                    "paid",
                    "ISSUED,",
                    ",ISSUED",
                    "ISSUED,,USED",
                    "issued",
                    "ALL",
                    "%20ISSUED",
                    "ISSUED%00",
                    "1",
                    "null"),
            "explain",
            List.of("1", "yes", "TRUE", "True", "true%20", "true,false", "null"),
            "userId",
            List.of("0x1", "-1", "abc", "1.0", "%2B1", "1%00", "1234567890123456789", "%EF%BC%91", "null", "1,2"),
            "days",
            List.of("0", "32", "-1", "abc", "1.0", "%2B1", "1%00", "%EF%BC%91", "null", "1,2")));

    static {
        List<String> noDates = List.of(
                "today",
                "2026-02-30",
                "2026-1-01",
                "20260101",
                "2026-01-01T09:00:00Z",
                "%2B2026-01-01",
                "-2026-01-0",
                "2026-01-01%00",
                "%EF%BC%92026-01-01",
                "null",
                "1767225600");
        WRONG.put("from", noDates);
        WRONG.put("to", noDates);
        WRONG.put("sort", List.of("ID", "-id", "id,name", "price", "point", "%20id", "id%00", "null", "1"));
        WRONG.put("details", List.of("1", "yes", "TRUE", "null"));
        WRONG.put("onSale", List.of("1", "yes", "TRUE", "true%20", "true,false", "null"));
        WRONG.put("query", List.of("a%00b", "%0A", "a%7F", "x".repeat(101), "%FF", "%ED%A0%80", "%C0%AF", "a%EA%B0"));
        WRONG.put("reference", List.of("a%20b", "a/b", "%EA%B0%80", "a%00", "a,b", "'", "x".repeat(65)));
        WRONG.put("operation", List.of("nope", "a%20b", "%EA%B0%80", "a%00", "'", "null"));
        WRONG.put("type", List.of("order", "ORDER_PAID", "order.paid,order.refunded", "*", "null"));
        WRONG.put("after", List.of("!!", "%20", "a%00", "1", "null"));
        WRONG.put("wait", List.of("-1", "31", "1.5", "PT1S", "abc", "%20", "99999999999999999999"));
        // Any text may be the name of a test.
        WRONG.put("testId", List.of());
        // Without Accept: text/csv there are no rows to split.
        WRONG.put("lines", List.of("true", "false", "1", "null"));
    }

    private DocumentedDoor door;
    private Map<String, RawRequest> examples;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        examples = Examples.in(SHOP, door);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void a_parameter_that_is_not_known_is_refused_by_every_operation() {
        List<RawRequest> requests = new ArrayList<>();
        for (RawRequest request : examples.values()) {
            for (String unknown :
                    List.of("unknown=1", "unknown", "=1", "Limit=1", "limit%00=1", "%FF=1", "limit[]=1", "_=1")) {
                requests.add(request.target(with(request, unknown)));
            }
        }
        door.assertRefused(400, requests);
    }

    @Test
    void a_parameter_that_is_given_twice_is_refused() {
        List<RawRequest> requests = new ArrayList<>();
        eachParameter((request, name) -> {
            String value = valid(name);
            requests.add(request.target(request.path() + "?" + name + "=" + value + "&" + name + "=" + value));
            requests.add(request.target(request.path() + "?" + name + "=" + value + "&" + name));
        });
        door.assertRefused(400, requests);
    }

    @Test
    void a_value_that_means_nothing_is_refused() {
        List<RawRequest> requests = new ArrayList<>();
        eachParameter((request, name) -> WRONG.get(name)
                .forEach(value -> requests.add(request.target(request.path() + "?" + name + "=" + value))));
        assertThat(requests).hasSizeGreaterThan(100);
        door.assertRefused(400, requests);
    }

    @Test
    void a_parameter_without_a_value_is_absent() {
        List<String> told = new ArrayList<>();
        eachParameter((request, name) -> {
            RawRequest without = request.target(request.path());
            for (String empty : List.of(name + "=", name)) {
                Response reply = door.send(request.target(request.path() + "?" + empty));
                Response expected = door.send(without);
                assertThat(reply.status()).as(empty + " of " + request.path()).isEqualTo(expected.status());
                if (expected.status() == 200) {
                    assertThat(reply.json()).as(empty).isEqualTo(expected.json());
                }
            }
            told.add(name);
        });
        assertThat(told)
                .contains(
                        "at",
                        "limit",
                        "cursor",
                        "status",
                        "explain",
                        "userId",
                        "days",
                        "from",
                        "to",
                        "sort",
                        "onSale",
                        "details",
                        "reference",
                        "query");
    }

    @Test
    void a_cursor_belongs_to_the_list_that_gave_it() {
        String users = "/api/v1/users/";
        door.send(Examples.administrator(RawRequest.post("/api/v1/admin/users", "{\"name\":\"둘\"}")));
        String cursor = door.send(examples.get("listOrders").target(users + "1/orders?limit=1"))
                .json()
                .path("nextCursor")
                .textValue();
        assertThat(door.send(examples.get("listOrders").target(users + "1/orders?limit=2&cursor=" + cursor))
                        .json()
                        .path("orders"))
                .hasSize(2);
        door.assertRefused(
                400,
                List.of(
                        examples.get("listOrders").target(users + "2/orders?cursor=" + cursor),
                        examples.get("listOrders").target(users + "1/orders?at=" + AT + "&cursor=" + cursor),
                        examples.get("listPointEntries").target(users + "1/points/history?cursor=" + cursor),
                        examples.get("listIssuedCoupons").target(users + "1/coupons?cursor=" + cursor),
                        examples.get("listProducts").target("/api/v1/products?cursor=" + cursor),
                        examples.get("listAllOrders").target("/api/v1/admin/orders?userId=1&cursor=" + cursor)));
    }

    @Test
    void a_cursor_belongs_to_the_filter_that_it_was_given_with() {
        RawRequest all = examples.get("listAllOrders");
        String path = "/api/v1/admin/orders?limit=1&status=";
        String cursor = door.send(all.target(path + "PENDING"))
                .json()
                .path("nextCursor")
                .textValue();
        assertThat(door.send(all.target(path + "PENDING&userId=&cursor=" + cursor))
                        .status())
                .isEqualTo(200);
        door.assertRefused(
                400,
                List.of(
                        all.target(path + "PAID&cursor=" + cursor),
                        all.target(path + "&cursor=" + cursor),
                        all.target(path + "PENDING&userId=1&cursor=" + cursor)));
    }

    @Test
    void an_order_is_not_shown_without_saying_whose_it_is() {
        RawRequest order = examples.get("getOrder");
        door.assertRefused(400, List.of(order.target(order.path()), order.target(order.path() + "?")));
    }

    @Test
    void a_limit_is_plain_digits() {
        List<RawRequest> requests = new ArrayList<>();
        eachParameter((request, name) -> {
            if (name.equals("limit")) {
                requests.add(request.target(request.path() + "?limit=%2B5"));
                requests.add(request.target(request.path() + "?limit=%D9%A5"));
                requests.add(request.target(request.path() + "?limit=%EF%BC%95"));
            }
        });
        door.assertRefused(400, requests);
    }

    @Test
    void a_query_that_cannot_be_decoded_is_refused() {
        door.assertRefused(
                400,
                Stream.of("%zz=1", "%=1", "limit=%zz", "limit=%", "%", "limit=1&%zz=1", "limit=1&%e")
                        .map(query -> examples.get("listProducts").target("/api/v1/products?" + query))
                        .toList());
    }

    @Test
    void a_cursor_leads_on_until_all_has_been_seen() {
        List<Long> seen = new ArrayList<>();
        String cursor = null;
        do {
            String next = cursor == null ? "" : "&cursor=" + cursor;
            Response reply = door.send(examples.get("listOrders").target("/api/v1/users/1/orders?limit=1" + next));
            reply.json()
                    .path("orders")
                    .forEach(order -> seen.add(order.path("id").asLong()));
            cursor = reply.json().path("nextCursor").textValue();
        } while (cursor != null && seen.size() < 10);
        assertThat(seen).containsExactly(3L, 2L, 1L);
    }

    private interface Client {
        void visit(RawRequest request, String parameter);
    }

    /** Every query parameter that the document names. */
    private void eachParameter(Client client) {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        door.operations().forEach(operation -> operations.put(operation.id(), operation.description()));
        examples.forEach((name, request) -> StreamSupport.stream(
                        operations
                                .get(Examples.operation(name))
                                .path("parameters")
                                .spliterator(),
                        false)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .forEach(parameter ->
                        client.visit(request, parameter.path("name").asText())));
    }

    private static String valid(String parameter) {
        return switch (parameter) {
            case "limit", "userId", "days", "wait" -> "1";
            case "explain", "onSale", "details" -> "true";
            case "from", "to" -> "2026-01-01";
            case "sort" -> "id";
            case "status" -> "USED";
            case "at" -> AT;
            default -> encoded("id:1");
        };
    }

    private static String with(RawRequest request, String more) {
        return request.target() + (request.target().contains("?") ? "&" : "?") + more;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
