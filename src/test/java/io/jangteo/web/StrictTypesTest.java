package io.jangteo.web;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every field of every route's body, with values of every other type: nothing is coerced. */
@BothEngines
class StrictTypesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String HUGE = "1" + "0".repeat(30);

    private static final List<String> NO_WHOLE_NUMBERS = List.of(
            "\"1\"",
            "\"\"",
            "\" \"",
            "\"1000\"",
            "1.0",
            "1.5",
            "1000.0",
            "0.0",
            "1e3",
            "1E0",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "1e-999999999",
            HUGE,
            "-" + HUGE,
            "9".repeat(5_000),
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551617",
            "NaN",
            "Infinity",
            "-Infinity",
            "\"NaN\"",
            "0x10",
            "01",
            "+1",
            "1_000",
            ".5",
            "1.",
            "--1",
            "1e",
            "true",
            "false",
            "[]",
            "[1]",
            "{}",
            "{\"a\":1}",
            "1L",
            "null1");

    private static final List<String> NO_TEXTS = List.of(
            "1",
            "0",
            "1.5",
            "1e400",
            HUGE,
            "NaN",
            "true",
            "false",
            "[]",
            "[\"a\"]",
            "{}",
            "{\"a\":\"b\"}",
            "'a'",
            "a",
            "\"",
            "\"a",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u{1}\"",
            "\"a\nb\"",
            "\"a\tb\"",
            "\"a\u0000b\"");

    /** Texts that no field accepts. */
    private static final List<String> BROKEN_TEXTS = List.of(
            "\"\"",
            "\"   \"",
            "\"\\n\"",
            "\"\\u3000\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\udc00\\ud800\"",
            "\"a\\ud83d\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"a\\u0007b\"",
            "\"a\\u001fb\"",
            "\"a\\u007fb\"",
            "\"a\\u0085b\"",
            "\"a\\nb\"",
            "\"a\\r\\nb\"",
            "\"" + "가".repeat(101) + "\"",
            "\"" + "\ud83c\udf4e".repeat(101) + "\"",
            "\"" + "a".repeat(10_000) + "\"");

    private static final List<String> NO_ARRAYS = List.of(
            "1", "\"\"", "\"a\"", "true", "{}", "{\"0\":{}}", "[null]", "[1]", "[[]]", "[\"\"]", "[{}]", "[{},]", "[");

    private static final List<String> NO_DISCOUNTS = List.of(
            "1",
            "\"\"",
            "\"FIXED\"",
            "true",
            "[]",
            "{}",
            "[{\"type\":\"FIXED\",\"amount\":1}]",
            "[\"FIXED\",{\"amount\":1}]",
            "{\"amount\":1}",
            "{\"type\":\"FIXED\"}",
            "{\"type\":\"GIFT\",\"amount\":1}",
            "{\"type\":\"fixed\",\"amount\":1}",
            "{\"type\":null,\"amount\":1}",
            "{\"type\":0,\"amount\":1}",
            "{\"type\":[\"FIXED\"],\"amount\":1}",
            "{\"type\":\"FIXED\",\"percent\":1}",
            "{\"type\":\"FIXED\",\"amount\":1,\"percent\":1}",
            "{\"type\":\"PERCENT\",\"amount\":1}",
            "{\"type\":\"FIXED\",\"type\":\"PERCENT\",\"amount\":1}",
            "{\"type\":\"io.jangteo.coupon.Discount$Fixed\",\"amount\":1}");

    private DocumentedDoor door;
    private Map<String, RawRequest> examples;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        examples = Examples.withBody(Examples.in(SHOP, door));
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void anything_but_a_whole_number_is_no_number() {
        refuse(place -> place.isIntegralNumber() ? NO_WHOLE_NUMBERS : List.of());
    }

    @Test
    void anything_but_a_text_is_no_text() {
        refuse(place -> place.isTextual() ? NO_TEXTS : List.of());
    }

    @Test
    void an_empty_broken_unprintable_or_overlong_text_is_no_name_reason_or_time() {
        refuse(place -> place.isTextual() ? BROKEN_TEXTS : List.of());
    }

    @Test
    void anything_but_a_list_of_objects_is_no_list() {
        refuse(place -> place.isArray() ? NO_ARRAYS : List.of());
    }

    @Test
    void anything_but_an_object_of_a_known_type_is_no_discount() {
        refuse(place -> place.has("type") ? NO_DISCOUNTS : List.of());
    }

    private interface Wrong {
        List<String> values(com.fasterxml.jackson.databind.JsonNode place);
    }

    private void refuse(Wrong wrong) {
        List<RawRequest> requests = new ArrayList<>();
        examples.values().forEach(request -> {
            JsonPlaces places = new JsonPlaces(request.text());
            for (String place : places.all()) {
                wrong.values(places.at(place)).forEach(value -> requests.add(request.body(places.with(place, value))));
            }
        });
        door.assertRefused(400, requests);
    }
}
