package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
    private static final String GOODS = """
        {"id":1,"name":"김","kind":"DRIED","open":true,"cut":{"type":"PERCENT","percent":10,"maxAmount":null},
         "lines":[{"goodsId":1,"name":"김","quantity":2}],"unitsByDay":{"2026-11-21":3},
         "createdAt":"2026-11-22T09:00:00+09:00","paidAt":null,"day":"2026-11-22","validity":"PT24H"}
        """;

    private static final String NEW_GOODS = """
        {"name":"김","price":1000,"origin":{"any":["thing"]},"cut":{"type":"FIXED","amount":5},
         "lines":[{"goodsId":1,"quantity":2}]}
        """;

    private static final String DOCUMENT =
            new String(new OpenApi("1.2.3", ExampleShop.routes(), Map.of()).document(), StandardCharsets.UTF_8);

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    private final JsonNode root = read(DOCUMENT);
    private final OpenApiDocument document = new OpenApiDocument(DOCUMENT);

    @Test
    void names_itself_and_where_it_is_served() {
        assertThat(root.at("/openapi").asText()).isEqualTo("3.1.0");
        assertThat(root.at("/info/version").asText()).isEqualTo("1.2.3");
        assertThat(root.at("/servers/0/url").asText()).isEqualTo("/");
    }

    @Test
    void every_route_is_an_operation_with_its_name_and_its_room() {
        for (Route route : ExampleShop.routes()) {
            JsonNode operation = root.path("paths")
                    .path(route.path())
                    .path(route.method().name().toLowerCase());
            assertThat(operation.path("operationId").asText()).isEqualTo(route.operation());
            assertThat(operation.path("summary").asText()).isEqualTo(route.summary());
            assertThat(operation.at("/tags/0").asText()).isEqualTo("operations");
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = root.findValuesAsText("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(root.at(reference.substring(1)).isObject())
                                .as(reference)
                                .isTrue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /api/v1/goods/{goodsId}      | get  | goodsId         | {"type":"integer","format":"int64","minimum":1}
        /api/v1/goods                | get  | limit           | {"type":"integer","format":"int64","minimum":1,"maximum":100}
        /api/v1/goods                | get  | cursor          | {"type":"string"}
        /api/v1/goods                | get  | from            | {"type":"string","format":"date"}
        /api/v1/admin/ranking/{date} | post | date            | {"type":"string","format":"date"}
        /api/v1/admin/goods          | post | Idempotency-Key | {"type":"string","minLength":1,"maxLength":255,"pattern":"^[ -~]+$"}
        """)
    void a_parameter_has_its_schema(String path, String method, String name, String schema) {
        JsonNode parameters = root.path("paths").path(path).path(method).path("parameters");
        assertThat(parameters)
                .filteredOn(parameter -> parameter.path("name").asText().equals(name))
                .singleElement()
                .satisfies(parameter -> assertThat(parameter.path("schema")).isEqualTo(read(schema)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        listGoods   | 200 400 401 403 429 431 500 503
        findGoods   | 200 400 401 403 404 429 431 500 503
        createGoods | 201 400 401 403 409 413 415 422 429 431 500 503
        rank        | 200 400 401 403 409 413 415 422 429 431 500 503
        countGoods  | 200 202 400 401 403 429 431 500 503
        """)
    void an_operation_declares_each_status_that_it_may_answer(String name, String statuses) {
        List<String> declared = new ArrayList<>();
        operation(name).path("responses").fieldNames().forEachRemaining(declared::add);
        assertThat(declared).containsExactly(statuses.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        findGoods   | 404 | GOODS_NOT_FOUND
        createGoods | 409 | OUT_OF_STOCK REQUEST_IN_PROGRESS
        createGoods | 503 | OVERLOADED OUTCOME_UNKNOWN STORAGE_FULL
        rank        | 503 | OVERLOADED OUTCOME_UNKNOWN STORAGE_FULL
        findGoods   | 503 | OVERLOADED
        """)
    void a_status_declares_its_codes(String name, String status, String codes) {
        JsonNode schema = operation(name)
                .path("responses")
                .path(status)
                .path("content")
                .path("application/problem+json")
                .path("schema");
        assertThat(StreamSupport.stream(schema.at("/properties/code/enum").spliterator(), false)
                        .map(JsonNode::asText))
                .containsExactly(codes.split(" "));
    }

    @Test
    void a_problem_tells_every_code_there_is() {
        assertThat(root.at("/components/schemas/Problem/description").asText())
                .contains("GOODS_NOT_FOUND", "OUT_OF_STOCK", "METHOD_NOT_ALLOWED", "NOT_FOUND", "OUTCOME_UNKNOWN");
    }

    @Test
    void access_is_declared_as_what_has_to_be_shown() {
        assertThat(operation("createGoods").path("security")).isEqualTo(read("[{\"adminKey\":[]}]"));
        assertThat(operation("findGoods").path("security"))
                .isEqualTo(read("[{\"userToken\":[]},{\"adminKey\":[]},{}]"));
        assertThat(operation("listGoods").path("security")).isEqualTo(read("[]"));
    }

    @Test
    void what_creates_declares_where_the_new_thing_is() {
        assertThat(operation("createGoods")
                        .at("/responses/201/headers/Location/required")
                        .asBoolean())
                .isTrue();
        assertThat(operation("rank").at("/responses/200/headers").has("Location"))
                .isFalse();
    }

    @Test
    void a_reply_with_every_field_is_valid() {
        assertThat(document.violations("/components/schemas/Goods", GOODS)).isEmpty();
        assertThat(document.violations(
                        "/components/schemas/GoodsPage", "{\"goods\":[" + GOODS + "],\"nextCursor\":null}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /id         | "1"                                        | a text for a number
        /id         | 1.5                                        | a fraction
        /id         | null                                       | nothing where something has to be
        /name       | 1                                          | a number for a text
        /kind       | "WET"                                      | a word that is not of the enum
        /open       | "true"                                     | a text for a boolean
        /createdAt  | "2026-11-22T09:00:00"                      | a time without an offset
        /createdAt  | 1795305600000                              | a time in milliseconds
        /paidAt     | false                                      | a boolean for a time
        /day        | "2026-11-31"                               | a day that is not
        /validity   | "24 hours"                                 | a duration in words
        /unitsByDay | {"2026-11-21":"3"}                         | a map's value as text
        /lines      | [{"goodsId":1,"quantity":2}]               | a missing field in a list
        /lines      | [{"goodsId":1,"name":"a","quantity":1,"x":1}] | an unknown field in a list
        /cut        | {"percent":10,"maxAmount":null}            | no type
        /cut        | {"type":"FIXED","percent":10,"maxAmount":null} | another type's fields
        /cut        | {"type":"PERCENT","percent":10}            | a reply that leaves a field out
        /cut        | {"type":"FIXED","amount":5,"x":1}          | an unknown field beside the type
        /extra      | 1                                          | an unknown field
        """)
    void a_reply_with_one_wrong_field_is_not_valid(String pointer, String value, String what) {
        assertThat(document.violations("/components/schemas/Goods", with(GOODS, pointer, value)))
                .as(what)
                .isNotEmpty();
    }

    @Test
    void a_reply_must_have_every_field_but_those_that_are_left_out_when_null() {
        List<String> names = new ArrayList<>();
        read(GOODS).fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            ObjectNode without = (ObjectNode) read(GOODS);
            without.remove(name);
            assertThat(document.violations("/components/schemas/Goods", without.toString()))
                    .as("without " + name)
                    .isNotEmpty();
        }
        assertThat(names).doesNotContain("explanation");
        String with = with(GOODS, "/explanation", "\"because\"");
        assertThat(document.violations("/components/schemas/Goods", with)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /origin | null
        /origin | 1.5
        /points | 5
        /points | null
        /cut    | null
        /cut    | {"type":"PERCENT","percent":10}
        /cut    | {"type":"PERCENT","percent":10,"maxAmount":5}
        /cut    | {"type":"FIXED","amount":5}
        """)
    void a_request_may_leave_out_what_is_nullable(String pointer, String value) {
        ObjectNode short_ = (ObjectNode) read(NEW_GOODS);
        short_.remove(List.of("origin", "cut"));
        assertThat(document.violations("/components/schemas/NewGoods", short_.toString()))
                .isEmpty();
        assertThat(document.violations("/components/schemas/NewGoods", with(NEW_GOODS, pointer, value)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /price | "1000"
        /points | "5"
        /price | null
        /lines | null
        /lines | [{"goodsId":1}]
        /lines | [{"goodsId":1,"quantity":2,"name":"a"}]
        /cut   | {"type":"GIFT","amount":5}
        /cut   | {"type":"FIXED"}
        /extra | 1
        """)
    void a_request_with_one_wrong_field_is_not_valid(String pointer, String value) {
        assertThat(document.violations("/components/schemas/NewGoods", with(NEW_GOODS, pointer, value)))
                .isNotEmpty();
    }

    @Test
    void a_value_of_several_types_is_told_by_a_field() {
        List<JsonNode> several = root.findParents("oneOf");
        assertThat(several).hasSize(2).allSatisfy(schema -> {
            JsonNode discriminator = schema.path("discriminator");
            assertThat(discriminator.path("propertyName").asText()).isEqualTo("type");
            assertThat(discriminator.path("mapping"))
                    .extracting(JsonNode::asText)
                    .containsExactlyElementsOf(schema.findValuesAsText("$ref"))
                    .allSatisfy(place ->
                            assertThat(root.at(place.substring(1)).isObject()).isTrue());
        });
    }

    /** Two types without a field that distinguishes them. */
    sealed interface Untold {
        record One(long id) implements Untold {}

        record Other(long id, String name) implements Untold {}
    }

    @Test
    void a_route_that_replies_one_of_several_that_no_field_tells_apart_is_no_document() {
        Route route = Route.get(Route.API + "/untold")
                .named("untold", "One or the other.")
                .access(Route.Access.ANYONE)
                .replies(Untold.class)
                .reads(request -> new Untold.One(1));
        OpenApi openApi = new OpenApi("1.2.3", List.of(route), Map.of());
        assertThatThrownBy(openApi::document).hasMessageContaining("No field tells which");
    }

    @Test
    void the_schemas_fit_what_is_really_sent() {
        String sent = new Json(ZoneId.of("Asia/Seoul")).text(ExampleShop.goods(1));
        assertThat(document.violations("/components/schemas/Goods", sent)).isEmpty();
    }

    @Test
    void what_the_schema_of_a_request_allows_is_read() {
        byte[] request = NEW_GOODS.getBytes(StandardCharsets.UTF_8);
        ExampleShop.NewGoods goods = new Json(ZoneId.of("Asia/Seoul")).read(request, ExampleShop.NewGoods.class);
        assertThat(goods.cut()).isEqualTo(new ExampleShop.Fixed(5));
        assertThat(document.violations("/components/schemas/NewGoods", NEW_GOODS))
                .isEmpty();
    }

    private JsonNode operation(String name) {
        return StreamSupport.stream(root.path("paths").spliterator(), false)
                .flatMap(path -> StreamSupport.stream(path.spliterator(), false))
                .filter(operation -> operation.path("operationId").asText().equals(name))
                .findAny()
                .orElseThrow();
    }

    private String with(String object, String pointer, String value) {
        ObjectNode changed = (ObjectNode) read(object);
        changed.set(pointer.substring(1), read(value));
        return changed.toString();
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException thrown) {
            throw new IllegalArgumentException(text, thrown);
        }
    }
}
