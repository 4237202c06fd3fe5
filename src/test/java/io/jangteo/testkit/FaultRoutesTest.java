package io.jangteo.testkit;

import static io.jangteo.ErrorTable.OVERLOADED;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Engines;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requesting faults, and their effects. */
class FaultRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_fault_is_shown_with_how_many_met_it() {
        assertReply(
                SHOP.admin("{\"operation\":\"listCoupons\",\"kind\":\"REFUSE\",\"times\":2}")
                        .post("/admin/faults"),
                200,
                fault(1, "listCoupons", "REFUSE", "null", 2, 0));
        SHOP.admin("{\"operation\":\"getProduct\",\"kind\":\"DELAY\",\"delayMillis\":1}")
                .post("/admin/faults");
        SHOP.admin("{\"operation\":\"payOrder\",\"kind\":\"DROP_REPLY\",\"times\":null}")
                .post("/admin/faults");
        assertFaults(
                fault(1, "listCoupons", "REFUSE", "null", 2, 0),
                fault(2, "getProduct", "DELAY", "1", 1, 0),
                fault(3, "payOrder", "DROP_REPLY", "null", 1, 0));
        SHOP.api().get("/coupons");
        SHOP.api().get("/products");
        assertFaults(
                fault(1, "listCoupons", "REFUSE", "null", 2, 1),
                fault(2, "getProduct", "DELAY", "1", 1, 0),
                fault(3, "payOrder", "DROP_REPLY", "null", 1, 0));
        for (int i = 0; i < 3; i++) {
            SHOP.api().get("/coupons");
            SHOP.api().get("/products/1");
        }
        assertFaults(
                fault(1, "listCoupons", "REFUSE", "null", 2, 2),
                fault(2, "getProduct", "DELAY", "1", 1, 1),
                fault(3, "payOrder", "DROP_REPLY", "null", 1, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        getUser       | GET   | /users/1                | {}
        listProducts  | GET   | /products               | {}
        chargePoints  | POST  | /users/1/points/charge  | {"amount":1000}
        issueCoupon   | POST  | /coupons/1/issue        | {"userId":1}
        placeOrder    | POST  | /orders                 | {"userId":1,"items":[{"productId":1,"quantity":1}]}
        payOrder      | POST  | /orders/1/payment       | {"userId":1}
        cancelOrder   | POST  | /orders/1/cancel        | {"userId":1}
        changeProduct | PATCH | /admin/products/1       | {"price":1}
        createUser    | POST  | /admin/users            | {"name":"김하나"}
        checkBooks    | GET   | /admin/books            | {}
        """)
    void what_is_refused_has_no_effect_and_may_be_sent_again(
            String operation, String method, String path, String body) {
        SHOP.order(SHOP.user(50_000), SHOP.product("사과", 3_000, 10), 1);
        SHOP.coupon(1_000, 5);
        add(operation, "REFUSE", 2);
        OVERLOADED.to(SHOP, path, request -> {
            Response refused = send(request.header("Idempotency-Key", "k"), method, path, body);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            return refused;
        });
        Response again = send(SHOP.request(path).header("Idempotency-Key", "k"), method, path, body);
        assertThat(again.status()).as(again.text()).isIn(200, 201);
        assertThat(again.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void of_several_the_oldest_that_is_not_spent_is_met() {
        add("listCoupons", "REFUSE", 1);
        SHOP.admin(Map.of("operation", "listCoupons", "kind", "DELAY", "delayMillis", 1))
                .post("/admin/faults");
        add("listCoupons", "REFUSE", 2);
        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(i -> SHOP.api().get("/coupons").status())
                .toList();
        assertThat(statuses).containsExactly(503, 200, 503, 503, 200, 200);
    }

    @Test
    void a_call_that_nothing_was_ordered_for_meets_nothing() {
        add("listProducts", "REFUSE", 1_000_000);
        json(SHOP.api().get("/coupons"), 200);
        json(SHOP.api().get("/products/popular"), 200);
        OVERLOADED.toGet(SHOP, "/products");
    }

    @Test
    void faults_end_when_they_are_cleared() {
        assertEndsFaults("/admin/faults/clear");
    }

    @ParameterizedTest
    @MethodSource("io.jangteo.TestShop#replacements")
    void faults_end_with_the_shop_that_they_were_ordered_for(String ending) {
        SHOP.prepareReplacement(ending);
        assertEndsFaults(ending);
    }

    private static void assertEndsFaults(String ending) {
        add("listCoupons", "REFUSE", 9);
        json(SHOP.admin().post(ending), 200);
        json(SHOP.api().get("/coupons"), 200);
        assertReply(SHOP.admin().get("/admin/faults"), 200, "{\"faults\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"kind":"REFUSE"}                                                    | operation
        {"operation":null,"kind":"REFUSE"}                                   | operation
        {"operation":"","kind":"REFUSE"}                                     | operation
        {"operation":"payorder","kind":"REFUSE"}                             | operation
        {"operation":"/orders","kind":"REFUSE"}                              | operation
        {"operation":"payOrder"}                                             | kind
        {"operation":"payOrder","kind":null}                                 | kind
        {"operation":"payOrder","kind":"CRASH"}                              | kind
        {"operation":"payOrder","kind":0}                                    | kind
        {"operation":"payOrder","kind":"DELAY"}                              | delayMillis
        {"operation":"payOrder","kind":"DELAY","delayMillis":null}           | delayMillis
        {"operation":"payOrder","kind":"DELAY","delayMillis":0}              | delayMillis
        {"operation":"payOrder","kind":"DELAY","delayMillis":60001}          | delayMillis
        {"operation":"payOrder","kind":"DELAY","delayMillis":1.5}            | delayMillis
        {"operation":"payOrder","kind":"REFUSE","delayMillis":1}             | delayMillis
        {"operation":"payOrder","kind":"DROP_REPLY","delayMillis":1}         | delayMillis
        {"operation":"payOrder","kind":"REFUSE","times":0}                   | times
        {"operation":"payOrder","kind":"REFUSE","times":-1}                  | times
        {"operation":"payOrder","kind":"REFUSE","times":1000001}             | times
        {"operation":"payOrder","kind":"REFUSE","times":"1"}                 | times
        {"operation":"payOrder","kind":"REFUSE","met":0}                     | met
        """)
    void a_fault_that_is_none_is_not_ordered(String body, String field) {
        malformed(field).toPost(SHOP, "/admin/faults", body);
        assertFaults();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "advanceClock",
                "stopClock",
                "startClock",
                "resetShop",
                "takeSnapshot",
                "restoreSnapshot",
                "addFault",
                "listFaults",
                "clearFaults"
            })
    void the_way_back_never_fails(String operation) {
        malformed("operation").toPost(SHOP, "/admin/faults", Map.of("operation", operation, "kind", "REFUSE"));
    }

    @Test
    void every_other_call_of_the_document_may_fail() {
        List<String> operations = ApiCall.to(SHOP.baseUrl())
                .get("/openapi.json")
                .json()
                .path("paths")
                .findValuesAsText("operationId");
        List<Integer> statuses = operations.stream()
                .map(operation -> SHOP.admin(Map.of("operation", operation, "kind", "REFUSE"))
                        .post("/admin/faults")
                        .status())
                .toList();
        json(SHOP.admin().post("/admin/faults/clear"), 200);
        // Those of test mode itself: on PostgreSQL there are no snapshots.
        int none = Engines.isPostgres() ? 9 : 12;
        assertThat(statuses).filteredOn(status -> status == 400).hasSize(none);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(operations.size() - none);
    }

    @Test
    void there_are_at_most_a_hundred() {
        for (int i = 0; i < 100; i++) {
            add("listCoupons", "REFUSE", 1);
        }
        malformed("operation").toPost(SHOP, "/admin/faults", Map.of("operation", "getUser", "kind", "REFUSE"));
        json(SHOP.admin().post("/admin/faults/clear"), 200);
        add("getUser", "REFUSE", 1);
    }

    @Test
    void they_are_for_the_administrator() {
        for (String path : List.of("/admin/faults", "/admin/faults/clear")) {
            UNAUTHENTICATED.to(
                    SHOP,
                    path,
                    request -> request.header("Authorization", "Bearer wrong").post(path));
        }
        UNAUTHENTICATED.to(
                SHOP,
                "/admin/faults",
                request -> request.header("Authorization", "Bearer wrong").get("/admin/faults"));
    }

    private static void add(String operation, String kind, int times) {
        json(
                SHOP.admin(Map.of("operation", operation, "kind", kind, "times", times))
                        .post("/admin/faults"),
                200);
    }

    private static Response send(ApiCall request, String method, String path, String body) {
        ApiCall ready = method.equals("GET") ? request : request.json(body);
        return ready.send(method, path);
    }

    private static void assertFaults(String... expected) {
        String faults = List.of(expected).stream().collect(Collectors.joining(","));
        assertReply(SHOP.admin().get("/admin/faults"), 200, "{\"faults\":[" + faults + "]}");
    }

    private static String fault(int id, String operation, String kind, String delayMillis, int times, int met) {
        return "{\"id\":%d,\"operation\":\"%s\",\"kind\":\"%s\",\"delayMillis\":%s,\"times\":%d,\"met\":%d}"
                .formatted(id, operation, kind, delayMillis, times, met);
    }
}
