package io.jangteo.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jangteo.json.Json;
import io.jangteo.problem.Expect;
import io.jangteo.problem.Problem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a seed file, read field by field. A field that is wrong is a fault, and reading goes on with a value that
 * nobody uses, because a file with faults is not loaded.
 */
final class SeedEntry {
    private final String place;
    private final JsonNode fields;
    private final SeedFaults faults;
    private final boolean isObject;
    private final Set<String> known = new HashSet<>();

    SeedEntry(String place, JsonNode entry, SeedFaults faults) {
        this.place = place;
        this.faults = faults;
        this.fields = entry.isObject() ? entry : JsonNodeFactory.instance.objectNode();
        if (!entry.isObject()) {
            faults.add(place, "expected an object");
        }
        this.isObject = entry.isObject();
    }

    String place(String field) {
        return place + "." + field;
    }

    private @Nullable JsonNode find(String field) {
        known.add(field);
        JsonNode value = fields.get(field);
        return value == null || value.isNull() ? null : value;
    }

    String text(String field) {
        return checked(field, "", () -> Expect.text(field, textOf(find(field))));
    }

    @Nullable
    String optionalText(String field) {
        return find(field) == null ? null : text(field);
    }

    @Nullable
    String reference() {
        JsonNode value = find("reference");
        String text = value == null ? null : textOf(value);
        // Even a malformed one is what other entries name it by.
        String otherwise = text == null ? "" : text;
        return value == null ? null : checked("reference", otherwise, () -> Expect.reference("reference", text));
    }

    long whole(String field, long minimum, long maximum) {
        JsonNode value = find(field);
        Long number = value != null && value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
        return checked(field, minimum, () -> Expect.between(field, minimum, maximum, number));
    }

    @Nullable
    Long optionalWhole(String field, long minimum, long maximum) {
        return find(field) == null ? null : Long.valueOf(whole(field, minimum, maximum));
    }

    @Nullable
    Boolean optionalFlag(String field) {
        JsonNode value = find(field);
        if (value != null && !value.isBoolean()) {
            fault(field, "expected true or false");
        }
        return value == null ? null : Boolean.valueOf(value.booleanValue());
    }

    @Nullable
    Instant optionalMoment(String field) {
        JsonNode value = find(field);
        if (value == null) {
            return null;
        }
        try {
            return Json.instant(value.isTextual() ? value.textValue() : "");
        } catch (DateTimeException thrown) {
            fault(field, "expected a time such as 2026-11-22T09:00:00+09:00");
            return null;
        }
    }

    /** Returns a reference, or a place in a list, from 1. */
    Object name(String field) {
        JsonNode value = find(field);
        if (value != null && value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            fault(field, "expected a reference, or a place from 1");
            return "";
        }
        return value.textValue();
    }

    @Nullable
    Object optionalName(String field) {
        return find(field) == null ? null : name(field);
    }

    /** Returns a value that its own type reads, or else the other one. */
    <T> T value(String field, Class<T> type, T otherwise, DeserializationContext context) throws IOException {
        JsonNode value = find(field);
        try {
            if (value != null) {
                return context.readTreeAsValue(value, type);
            }
            fault(field, "expected a value");
        } catch (JsonProcessingException thrown) {
            faults.add(
                    Problem.within(thrown)
                            .map(refused -> place + "." + refused.extensions().get("field"))
                            .orElse(place(field)),
                    "expected "
                            + Problem.within(thrown)
                                    .map(refused ->
                                            String.valueOf(refused.extensions().get("expected")))
                                    .orElse("a value of its documented type"));
        }
        return otherwise;
    }

    /** Returns the entries of a list. */
    <T> List<T> list(String field, Function<SeedEntry, T> reader) {
        JsonNode value = find(field);
        List<T> entries = new ArrayList<>();
        if (value == null || !value.isArray()) {
            fault(field, "expected a list");
            return entries;
        }
        for (int i = 0; i < value.size(); i++) {
            SeedEntry entry = new SeedEntry(place(field) + "[" + i + "]", value.get(i), faults);
            entries.add(reader.apply(entry));
            entry.end();
        }
        return entries;
    }

    /** Refuses fields that were not read. */
    void end() {
        fields.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                fault(field, "expected a known field");
            }
        });
    }

    /** What is no object has no fields that could be wrong. */
    private void fault(String field, String expected) {
        if (isObject) {
            faults.add(place(field), expected);
        }
    }

    private <T> T checked(String field, T otherwise, Supplier<T> check) {
        try {
            return check.get();
        } catch (Problem refused) {
            if (isObject) {
                faults.add(place(field), refused);
            }
            return otherwise;
        }
    }

    private static @Nullable String textOf(@Nullable JsonNode value) {
        return value != null && value.isTextual() ? value.textValue() : null;
    }
}
