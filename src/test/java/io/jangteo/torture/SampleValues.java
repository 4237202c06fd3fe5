package io.jangteo.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What stands in the examples: things that are there in the shop.
 *
 * @param ids of one thing each, by the word before the id in a path
 * @param date a day that is over
 */
record SampleValues(Map<String, Long> ids, String date, String snapshot) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Left out of the examples, which work without them, and more often than with them. */
    private static final Set<String> LEFT_OUT = Set.of("issuedCouponId", "issueFrom", "issueUntil", "reference");

    private static final Map<String, Long> NUMBERS = Map.of(
            "amount", 1_000L,
            "price", 1_000L,
            "stock", 1_000L,
            "minOrderAmount", 0L,
            "quantity", 5L,
            "users", 2L,
            "ttlSeconds", 600L);

    /** The address with its parameters filled in. */
    String path(String template) {
        String[] segments = template.split("/");
        for (int i = 1; i < segments.length; i++) {
            segments[i] = switch (segments[i]) {
                case "{date}" -> date;
                case "{name}" -> snapshot;
                case "{file}" -> "jangteo-20261128T170532.345Z.db";
                default ->
                    segments[i].startsWith("{") ? ids.get(segments[i - 1]).toString() : segments[i];
            };
        }
        return String.join("/", segments);
    }

    long number(String name) {
        return switch (name) {
            case "userId" -> ids.get("users");
            case "productId" -> ids.get("products");
            default -> NUMBERS.getOrDefault(name, 1L);
        };
    }

    /** An example of a schema, in which names say more than types. */
    JsonNode of(JsonNode document, JsonNode schema, String name) {
        if (schema.has("$ref")) {
            return of(document, document.at(schema.path("$ref").asText().substring(1)), name);
        }
        if (schema.has("oneOf")) {
            return of(document, schema.path("oneOf").get(0), name);
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        JsonNode type = schema.path("type");
        String first = type.isArray() ? type.get(0).asText() : type.asText();
        return switch (first) {
            case "object" -> object(document, schema);
            case "array" -> {
                ArrayNode array = JSON.arrayNode();
                array.add(of(document, schema.path("items"), name));
                yield array;
            }
            case "integer" -> JSON.numberNode(number(name));
            case "boolean" -> JSON.booleanNode(true);
            default -> JSON.textNode(text(name));
        };
    }

    private ObjectNode object(JsonNode document, JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || !LEFT_OUT.contains(property.getKey())) {
                object.set(property.getKey(), of(document, property.getValue(), property.getKey()));
            }
        });
        return object;
    }

    private static String text(String name) {
        return switch (name) {
            case "duration" -> "PT1S";
            case "operation" -> "getRace";
            default -> "some-" + name;
        };
    }
}
