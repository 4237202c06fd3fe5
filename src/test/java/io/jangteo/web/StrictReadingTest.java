package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every route that takes a body, and each way in which a body can be wrong. */
@BothEngines
@Tag("wide")
class StrictReadingTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final int DEEP = 10_000;
    /** Optional members, by operation. */
    private static final Map<String, Set<String>> OPTIONAL = Map.of(
            "seedShop",
                    Set.of(
                            "/users/0/point",
                            "/users/0/reference",
                            "/products/0/reference",
                            "/products/0/onSale",
                            "/coupons/0/reference",
                            "/issued/0/at",
                            "/orders",
                            "/orders/0/coupon",
                            "/orders/0/paid",
                            "/orders/0/at"),
            "placeOrder", Set.of("/issuedCouponId"),
            "createUser", Set.of("/reference"),
            "changeUser", Set.of("/name"),
            "createProduct", Set.of("/reference"),
            "changeProduct", Set.of("/name", "/price", "/onSale"),
            "createCoupon", Set.of("/discount/maxAmount", "/issueFrom", "/issueUntil", "/reference"),
            "changeCoupon", Set.of("/name", "/quantity", "/issueFrom", "/issueUntil"),
            "addFault", Set.of("/times"));

    /** What a change may clear by {@code null}; whatever else it names has a value. */
    private static final Set<String> CLEARABLE = Set.of("/issueFrom", "/issueUntil");

    private DocumentedDoor door;
    private Map<String, RawRequest> withBody;
    private List<RawRequest> withoutBody;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        Map<String, RawRequest> examples = Examples.in(SHOP, door);
        withBody = Examples.withBody(examples);
        withoutBody = examples.values().stream()
                .filter(request -> request.method().equals("POST") && request.body().length == 0)
                .toList();
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void every_operation_that_changes_something_is_among_the_examples() {
        Set<String> changing = door.operations().stream()
                .filter(operation -> !operation.method().equals("GET"))
                .map(DocumentedDoor.Operation::id)
                .collect(Collectors.toSet());
        Set<String> tried = Examples.in(SHOP, door).entrySet().stream()
                .filter(example -> !example.getValue().method().equals("GET"))
                .map(example -> Examples.operation(example.getKey()))
                .collect(Collectors.toSet());
        assertThat(tried).isEqualTo(changing);
        Set<String> takingBodies = door.operations().stream()
                .filter(DocumentedDoor.Operation::takesBody)
                .map(DocumentedDoor.Operation::id)
                .collect(Collectors.toSet());
        assertThat(withBody.keySet().stream().map(Examples::operation).collect(Collectors.toSet()))
                .isEqualTo(takingBodies);
    }

    @Test
    void what_is_not_one_json_object_is_refused() {
        refuse(example -> Stream.of(
                "",
                " ",
                "\n",
                "{",
                "}",
                "{}}",
                "[",
                "[]",
                "[{}]",
                "[" + example + "]",
                "null",
                "true",
                "5",
                "1.5",
                "\"text\"",
                "\"\"",
                "x",
                "{x:1}",
                "{'a':1}",
                "{\"a\"}",
                "{\"a\":}",
                "{,}",
                "\u0000",
                example.substring(0, example.lastIndexOf('}')),
                example.replaceFirst("\\}\\s*$", ",}"),
                "," + example,
                "\u0000" + example,
                "\u00a0" + example,
                "/* */" + example,
                "// \n" + example,
                "# \n" + example));
    }

    @Test
    void text_after_the_object_is_refused() {
        refuse(example -> Stream.of(
                example + "x",
                example + "{}",
                example + example,
                example + "]",
                example + "}",
                example + ",",
                example + " null",
                example + "\u0000",
                example + "\n\n1",
                example + "//"));
    }

    @Test
    void ten_thousand_brackets_are_refused() {
        refuse(example -> {
            JsonPlaces places = new JsonPlaces(example);
            String first = places.members().get(0);
            return Stream.of(
                    "[".repeat(DEEP),
                    "[".repeat(DEEP) + "]".repeat(DEEP),
                    "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
                    places.with(first, "[".repeat(DEEP) + "]".repeat(DEEP)),
                    places.with(first, "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP)),
                    places.withMember("", "unknown", "[".repeat(DEEP) + "]".repeat(DEEP)));
        });
    }

    @Test
    void an_unknown_field_is_refused_wherever_it_stands() {
        refuse(example -> {
            JsonPlaces places = new JsonPlaces(example);
            return places.objects().stream()
                    .flatMap(object -> Stream.of(
                            places.withMember(object, "unknown", "1"),
                            places.withMember(object, "unknown", "null"),
                            places.withMember(object, "", "1"),
                            places.withMember(object, "class", "\"java.lang.String\""),
                            places.withMember(object, "@type", "\"java.lang.String\""),
                            places.withMember(object, "__proto__", "{}"),
                            places.withMember(object, "\ud83c\udf4e".repeat(1_000), "1"),
                            places.withMember(object, "unknown", "1").replace("unknown", "\\ud800"),
                            places.withMember(object, "unknown", "1").replace("unknown", "\\u0000")));
        });
    }

    @Test
    void the_name_of_a_field_in_other_letters_is_refused() {
        refuse(example -> new JsonPlaces(example)
                .members().stream()
                        .map(StrictReadingTest::nameOf)
                        .flatMap(name -> Stream.of(name.toUpperCase(), " " + name, name + " ", name + "\\u0000")
                                .map(other -> example.replace("\"" + name + "\"", "\"" + other + "\""))));
    }

    @Test
    void a_field_that_stands_twice_is_refused() {
        refuse(example -> {
            JsonPlaces places = new JsonPlaces(example);
            return places.members().stream().flatMap(member -> {
                String name = nameOf(member);
                String escaped = "\\u%04x%s".formatted((int) name.charAt(0), name.substring(1));
                return Stream.of(places.twice(member, name), places.twice(member, escaped));
            });
        });
    }

    @Test
    void a_field_that_is_missing_or_null_is_refused_unless_it_is_optional() {
        List<RawRequest> requests = new ArrayList<>();
        withBody.forEach((name, request) -> {
            JsonPlaces places = new JsonPlaces(request.text());
            Set<String> optional = OPTIONAL.getOrDefault(Examples.operation(name), Set.of());
            for (String member : places.members()) {
                if (!optional.contains(member)) {
                    requests.add(request.body(places.without(member)));
                }
                // What a change does not name stays as it is, and what it names has a value.
                if (!optional.contains(member) || (request.method().equals("PATCH") && !CLEARABLE.contains(member))) {
                    requests.add(request.body(places.with(member, "null")));
                }
            }
        });
        door.assertRefused(400, requests);
    }

    @Test
    void a_body_that_is_not_utf_8_is_refused() {
        List<RawRequest> requests = new ArrayList<>();
        withBody.values().forEach(request -> {
            String text = request.text();
            JsonPlaces places = new JsonPlaces(text);
            String first = places.members().get(0);
            requests.add(request.body(text.getBytes(StandardCharsets.UTF_16)));
            requests.add(request.body(text.getBytes(StandardCharsets.UTF_16LE)));
            requests.add(request.body(text.getBytes(StandardCharsets.UTF_16BE)));
            requests.add(request.body(text.getBytes(java.nio.charset.Charset.forName("UTF-32"))));
            // The first name's first letter in two and three bytes instead of one: another encoding of the same text.
            requests.add(request.body(bytes(text.replaceFirst("\"[a-z]", "\"\u00c1\u00a1"))));
            for (String wrong : List.of(
                    "\u00ff",
                    "\u0080",
                    "\u00c3",
                    "\u00c0\u0080",
                    "\u00e0\u0081\u0081",
                    "\u00ed\u00a0\u0080",
                    "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080",
                    "\u00f4\u0090\u0080\u0080",
                    "\u00f7\u00bf\u00bf\u00bf",
                    "\u00f0\u0080\u0081\u0081",
                    "\u00c1\u0081")) {
                requests.add(request.body(
                        bytes(places.with(first, "\"" + wrong + "\"").replaceAll("[가-힣]", "a"))));
            }
        });
        door.assertRefused(400, requests);
    }

    @Test
    void a_call_without_a_body_takes_nothing_but_an_empty_object() {
        List<RawRequest> requests = withoutBody.stream()
                .flatMap(request -> Stream.of(
                                " ",
                                "{",
                                "[]",
                                "null",
                                "5",
                                "true",
                                "\"\"",
                                "x",
                                "{\"a\":1}",
                                "{}{}",
                                "{},",
                                "\u0000",
                                "[".repeat(DEEP),
                                "{\"a\":{}}")
                        .map(request::json))
                .toList();
        door.assertRefused(400, requests);
    }

    private interface Variants {
        Stream<String> of(String example);
    }

    private void refuse(Variants variants) {
        List<RawRequest> requests = withBody.values().stream()
                .flatMap(request -> variants.of(request.text()).map(request::body))
                .toList();
        door.assertRefused(400, requests);
    }

    private static String nameOf(String member) {
        return member.substring(member.lastIndexOf('/') + 1);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
