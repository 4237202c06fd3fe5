package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.jangteo.BothEngines;
import io.jangteo.Engines;
import io.jangteo.TestShop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A running server's own document, compared with the table of its API. */
@BothEngines
class LiveDocumentTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    /** Every call, with the refusals that are not common to all such calls. */
    private static final String TABLE = """
        GET   /api/v1/users/{userId}                         USER_NOT_FOUND
        POST  /api/v1/users/{userId}/points/charge           USER_NOT_FOUND INVALID_CHARGE_AMOUNT
        GET   /api/v1/users/{userId}/points/history          USER_NOT_FOUND
        GET   /api/v1/products/{productId}                   PRODUCT_NOT_FOUND
        GET   /api/v1/products
        GET   /api/v1/products/popular
        GET   /api/v1/coupons
        GET   /api/v1/coupons/{couponId}                     COUPON_NOT_FOUND
        POST  /api/v1/coupons/{couponId}/issue               USER_NOT_FOUND COUPON_NOT_FOUND COUPON_NOT_OPEN COUPON_ALREADY_ISSUED COUPON_SOLD_OUT
        GET   /api/v1/users/{userId}/coupons                 USER_NOT_FOUND
        POST  /api/v1/orders                                 USER_NOT_FOUND INVALID_ORDER PRODUCT_NOT_FOUND PRODUCT_NOT_ON_SALE OUT_OF_STOCK ISSUED_COUPON_NOT_FOUND COUPON_REVOKED COUPON_EXPIRED COUPON_ALREADY_USED TOO_MANY_PENDING_ORDERS
        GET   /api/v1/orders/{orderId}                       USER_NOT_FOUND ORDER_NOT_FOUND
        GET   /api/v1/users/{userId}/orders                  USER_NOT_FOUND
        POST  /api/v1/orders/{orderId}/payment               USER_NOT_FOUND ORDER_NOT_FOUND ORDER_ALREADY_PAID ORDER_CANCELLED ORDER_EXPIRED ORDER_REFUNDED COUPON_REVOKED COUPON_EXPIRED COUPON_ALREADY_USED INSUFFICIENT_POINTS
        POST  /api/v1/orders/{orderId}/cancel                USER_NOT_FOUND ORDER_NOT_FOUND ORDER_CANCELLED ORDER_EXPIRED ORDER_REFUNDED
        GET   /api/v1/shop
        POST  /api/v1/races                                  RACE_IN_PROGRESS
        GET   /api/v1/races/{raceId}                         NOT_FOUND
        POST  /api/v1/admin/users                            REFERENCE_TAKEN
        GET   /api/v1/admin/users
        PATCH /api/v1/admin/users/{id}                       USER_NOT_FOUND
        GET   /api/v1/admin/users/{id}                       USER_NOT_FOUND
        GET   /api/v1/admin/users/{id}/points/history        USER_NOT_FOUND
        POST  /api/v1/admin/users/{id}/points/charge         USER_NOT_FOUND REFERENCE_REUSED INVALID_CHARGE_AMOUNT
        POST  /api/v1/admin/users/{id}/points/adjust         USER_NOT_FOUND INSUFFICIENT_POINTS INVALID_CHARGE_AMOUNT
        POST  /api/v1/admin/products                         REFERENCE_TAKEN
        GET   /api/v1/admin/products
        GET   /api/v1/admin/products/{id}                    PRODUCT_NOT_FOUND
        PATCH /api/v1/admin/products/{id}                    PRODUCT_NOT_FOUND
        POST  /api/v1/admin/products/{id}/stock              PRODUCT_NOT_FOUND OUT_OF_STOCK
        GET   /api/v1/admin/products/{id}/stock-movements    PRODUCT_NOT_FOUND
        POST  /api/v1/admin/coupons                          REFERENCE_TAKEN
        GET   /api/v1/admin/coupons
        PATCH /api/v1/admin/coupons/{id}                     COUPON_NOT_FOUND COUPON_NOT_OPEN QUANTITY_BELOW_ISSUED
        POST  /api/v1/admin/coupons/{id}/close               COUPON_NOT_FOUND
        GET   /api/v1/admin/coupons/{id}/issued              COUPON_NOT_FOUND
        POST  /api/v1/admin/issued-coupons/{id}/revoke       ISSUED_COUPON_NOT_FOUND COUPON_REVOKED COUPON_ALREADY_USED COUPON_EXPIRED
        POST  /api/v1/admin/ranking/{date}
        GET   /api/v1/admin/books
        GET   /api/v1/admin/attention
        GET   /api/v1/admin/orders                           USER_NOT_FOUND
        GET   /api/v1/admin/orders/{id}/trail                ORDER_NOT_FOUND
        POST  /api/v1/admin/orders/{id}/cancel               ORDER_NOT_FOUND ORDER_CANCELLED ORDER_EXPIRED ORDER_REFUNDED
        GET   /api/v1/admin/sales
        GET   /api/v1/admin/deliveries
        POST  /api/v1/admin/deliveries/{id}/replay           NOT_FOUND
        POST  /api/v1/admin/deliveries/replay
        GET   /api/v1/admin/events                           EVENTS_GONE
        POST  /api/v1/admin/backup
        GET   /api/v1/admin/backups
        GET   /api/v1/admin/backups/{file}                   NOT_FOUND
        POST  /api/v1/admin/tokens                           USER_NOT_FOUND
        POST  /api/v1/admin/keys                             KEY_NAME_TAKEN
        GET   /api/v1/admin/keys
        POST  /api/v1/admin/keys/{name}/revoke               NOT_FOUND
        GET   /api/v1/admin/audit
        POST  /api/v1/admin/clock/advance
        POST  /api/v1/admin/clock/stop
        POST  /api/v1/admin/clock/start
        POST  /api/v1/admin/reset
        POST  /api/v1/admin/snapshots
        GET   /api/v1/admin/snapshots
        POST  /api/v1/admin/snapshots/{name}/restore         NOT_FOUND
        POST  /api/v1/admin/faults
        GET   /api/v1/admin/faults
        POST  /api/v1/admin/faults/clear
        POST  /api/v1/admin/seed                             NOT_EMPTY
        GET   /api/v1/admin/requests
        GET   /health/live
        GET   /health/ready                                  STORAGE_FULL
        """;

    /** Their replies are never kept under a key. */
    private static final Set<String> HOLD_SECRETS = Set.of("/api/v1/admin/tokens", "/api/v1/admin/keys");

    /** They look at no credential. */
    private static final Set<String> PROBES = Set.of("/health/live", "/health/ready");

    private DocumentedDoor door;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void it_has_every_call_of_the_table_and_no_other_with_exactly_its_refusals() {
        Map<String, Set<String>> declared = new TreeMap<>();
        door.operations()
                .forEach(operation -> declared.put(operation.method() + " " + operation.path(), codes(operation)));
        Map<String, Set<String>> expected = new TreeMap<>();
        Stream<String> lines = TABLE.lines();
        if (Engines.isPostgres()) {
            // Copies of the database are SQLite's.
            lines = lines.filter(line -> !line.matches(".+/admin/(backup|snapshots).*"));
        }
        lines.forEach(line -> {
            String[] words = line.split(" +");
            Set<String> codes = general(words[0], words[1]);
            codes.addAll(Arrays.asList(words).subList(2, words.length));
            expected.put(words[0] + " " + words[1], codes);
        });
        assertThat(declared.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (call, codes) -> assertThat(declared.get(call)).as(call).isEqualTo(codes));
    }

    @Test
    void a_refusal_is_declared_under_its_status_as_a_problem() {
        door.operations()
                .forEach(operation -> operation
                        .description()
                        .path("responses")
                        .properties()
                        .forEach(response -> {
                            boolean isRefusal = response.getKey().compareTo("400") >= 0;
                            List<String> types =
                                    new ArrayList<>(names(response.getValue().path("content")));
                            if (!isRefusal) {
                                types.removeAll(List.of("text/csv", "text/event-stream"));
                            }
                            assertThat(types)
                                    .as(operation.id() + " " + response.getKey())
                                    .containsExactly(
                                            isRefusal
                                                    ? "application/problem+json"
                                                    : operation.id().equals("downloadBackup")
                                                            ? "application/octet-stream"
                                                            : "application/json");
                            if (isRefusal) {
                                JsonNode schema = response.getValue().at("/content/application~1problem+json/schema");
                                assertThat(schema.at("/properties/status/const").asText())
                                        .isEqualTo(response.getKey());
                            }
                        }));
    }

    @Test
    void its_parts_are_those_of_openapi_3_1() {
        JsonNode root = door.openApi();
        assertThat(root.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(names(root)).containsExactlyInAnyOrder("openapi", "info", "servers", "tags", "paths", "components");
        assertThat(root.path("info").path("title").asText()).isNotBlank();
        assertThat(root.path("info").path("version").asText()).isNotBlank();
        assertThat(names(root.path("components"))).containsExactlyInAnyOrder("schemas", "securitySchemes", "x-codes");
        for (DocumentedDoor.Operation operation : door.operations()) {
            JsonNode description = operation.description();
            assertThat(names(description))
                    .as(operation.id())
                    .isSubsetOf(
                            "operationId",
                            "summary",
                            "description",
                            // An extension, as 4.9 of the specification allows.
                            "x-example-after",
                            "tags",
                            "parameters",
                            "requestBody",
                            "responses",
                            "security");
            assertThat(inPath(description))
                    .as(operation.id())
                    .containsExactlyInAnyOrderElementsOf(templates(operation));
            assertThat(description.path("parameters")).as(operation.id()).allSatisfy(parameter -> {
                assertThat(parameter.path("schema").path("type").asText()).isNotBlank();
                assertThat(parameter.path("in").asText()).isIn("path", "query", "header");
                assertThat(!parameter.path("in").asText().equals("path")
                                || parameter.path("required").asBoolean())
                        .isTrue();
            });
            description.path("responses").properties().forEach(response -> {
                assertThat(response.getKey()).matches("[2-5]\\d\\d");
                assertThat(response.getValue().path("description").asText()).isNotBlank();
            });
            description
                    .path("security")
                    .forEach(way -> assertThat(names(root.at("/components/securitySchemes")))
                            .containsAll(names(way)));
        }
    }

    @Test
    void every_schema_is_one_and_every_reference_leads_to_one() {
        JsonNode root = door.openApi();
        Schema schemaOfSchemas = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        List<JsonNode> schemas = new ArrayList<>(root.findValues("schema"));
        root.at("/components/schemas").forEach(schemas::add);
        assertThat(schemas)
                .hasSizeGreaterThan(100)
                .allSatisfy(schema -> assertThat(schemaOfSchemas.validate(schema.toString(), InputFormat.JSON))
                        .isEmpty());
        List<String> references = root.findValuesAsText("$ref");
        assertThat(references)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        reference -> assertThat(root.at(reference.substring(1)).isObject())
                                .as(reference)
                                .isTrue());
    }

    private static Set<String> codes(DocumentedDoor.Operation operation) {
        return operation.description().path("responses").findValues("code").stream()
                .flatMap(code -> StreamSupport.stream(code.path("enum").spliterator(), false))
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the refusals of any call with this method and path. */
    private static Set<String> general(String method, String path) {
        Set<String> codes = new TreeSet<>(Set.of(
                "MALFORMED_REQUEST", "FORBIDDEN", "HEADERS_TOO_LARGE", "RATE_LIMITED", "INTERNAL", "OVERLOADED"));
        if (!PROBES.contains(path)) {
            codes.add("UNAUTHENTICATED");
        }
        if (!method.equals("GET")) {
            codes.addAll(Set.of("PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "OUTCOME_UNKNOWN", "STORAGE_FULL"));
        }
        if (method.equals("POST") && !HOLD_SECRETS.contains(path)) {
            codes.addAll(Set.of("IDEMPOTENCY_KEY_REUSED", "REQUEST_IN_PROGRESS"));
        }
        return codes;
    }

    private static List<String> inPath(JsonNode description) {
        return StreamSupport.stream(description.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("path"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    private static List<String> templates(DocumentedDoor.Operation operation) {
        return Arrays.stream(operation.path().split("/"))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1))
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
