package io.jangteo.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.idempotency.IdempotencyRefusals;
import io.jangteo.problem.Refusal;
import io.jangteo.problem.Refusals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The refusals of a route: its feature's own, and those that any such request may meet. */
final class OpenApiRefusals {
    static final String PROBLEM = "Problem";

    /** Statuses of refusals that may be temporary, and so may carry {@code Retry-After}. */
    static final Set<Integer> MAY_PASS = Set.of(409, 429, 503);

    private OpenApiRefusals() {}

    /** Returns every refusal of the route once. */
    static List<Refusal> of(Route route) {
        List<Refusal> refusals = new ArrayList<>(route.refusals());
        refusals.add(Refusals.MALFORMED_REQUEST);
        if (route.access() != Route.Access.PROBE) {
            refusals.add(Refusals.UNAUTHENTICATED);
        }
        refusals.add(Refusals.FORBIDDEN);
        if (route.takesKey()) {
            refusals.add(IdempotencyRefusals.IDEMPOTENCY_KEY_REUSED);
            refusals.add(IdempotencyRefusals.REQUEST_IN_PROGRESS);
        }
        if (route.method() != Route.Method.GET) {
            refusals.add(Refusals.PAYLOAD_TOO_LARGE);
            refusals.add(Refusals.UNSUPPORTED_MEDIA_TYPE);
        }
        refusals.add(Refusals.HEADERS_TOO_LARGE);
        refusals.add(Refusals.RATE_LIMITED);
        refusals.add(Refusals.INTERNAL);
        refusals.add(Refusals.OVERLOADED);
        if (route.method() != Route.Method.GET) {
            refusals.add(Refusals.OUTCOME_UNKNOWN);
            refusals.add(Refusals.STORAGE_FULL);
        }
        return refusals.stream().distinct().toList();
    }

    /** Returns the refusals of requests without a route. */
    static List<Refusal> outsideOfRoutes() {
        return List.of(Refusals.NOT_FOUND, Refusals.METHOD_NOT_ALLOWED);
    }

    /** Returns the schema of a problem with this status and one of these codes. */
    static ObjectNode schema(ObjectMapper json, int status, Collection<String> codes) {
        ObjectNode schema = json.createObjectNode();
        schema.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + PROBLEM);
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("status").put("const", status);
        codes.forEach(properties.putObject("code").putArray("enum")::add);
        return schema;
    }

    /**
     * Open, unlike all other schemas: a code may add fields, such as the remaining stock. The description lists the
     * codes, so that a reference shows them.
     */
    static ObjectNode problemSchema(ObjectMapper json, Collection<String> codes) {
        ObjectNode schema = json.createObjectNode().put("type", "object");
        schema.put(
                "description",
                "A refusal (RFC 9457). A code may add its own members. The codes: " + String.join(", ", codes) + ".");
        ObjectNode properties = schema.putObject("properties");
        text(properties, "type", Problems.type("THE_CODE")).put("format", "uri-reference");
        text(properties, "title", "The code in words");
        properties
                .putObject("status")
                .put("type", "integer")
                .put("minimum", 400)
                .put("maximum", 599);
        text(properties, "detail", "왜 거절되었는지, why it was refused");
        properties.putObject("code").put("type", "string").put("pattern", "^[A-Z][A-Z_]*$");
        text(properties, "instance", "/api/v1/the/path").put("format", "uri-reference");
        text(properties, "requestId", "9f86d081884c7d65");
        properties.fieldNames().forEachRemaining(schema.putArray("required")::add);
        return schema;
    }

    private static ObjectNode text(ObjectNode properties, String name, String example) {
        ObjectNode schema = properties.putObject(name).put("type", "string");
        schema.putArray("examples").add(example);
        return schema;
    }
}
